import type { Instant, ProjectId } from '../../contracts/glossary.ts';
import type { FeedItem, GroupFigures, ProjectSideFigures } from '../../contracts/live.ts';
import type { Limit } from '../../contracts/limits.ts';
import type { DeviceKind, EventKind } from '../../contracts/mqtt.ts';
import type { ProjectFigures, ProjectScoreFigure } from '../../contracts/projects.ts';
import type { Reference } from './exceedance.rules.ts';
import type { StatusReport } from './presence.rules.ts';
import type { DeviceRollup, Judging } from './rollup.rules.ts';

/** What the live side must know of a device; app.ts brings it from the devices module. */
export interface LiveDeviceFact {
  readonly deviceId: number;
  readonly code: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly siteCode: string;
  readonly streetCode: string;
  readonly projectId: string | null;
  readonly periodMs: number;
}

export interface LiveSiteFact {
  readonly code: string;
  readonly name: string;
  readonly streetCode: string;
  readonly projectId: string | null;
  readonly lon: number;
  readonly lat: number;
}

/** The standing facts around the readings. */
export interface LiveFrame {
  readonly devices: readonly LiveDeviceFact[];
  readonly sites: readonly LiveSiteFact[];
  readonly streets: readonly { readonly code: string; readonly name: string }[];
  readonly limits: readonly Limit[];
  readonly reference: Reference;
  /** Project figures by street code and by district code. */
  readonly areas: ReadonlyMap<string, AreaProjects>;
  /** Each project as rooms show it, without where it stands, and what its own room adds up to. */
  readonly projects: ReadonlyMap<string, { readonly row: ProjectFigures; readonly area: AreaProjects }>;
  /** What an area without projects adds up to. */
  readonly none: AreaProjects;
}

/** An area's projects, whole and by group. Lights are the projects' own: the live side adds what their sites say. */
export interface AreaProjects {
  readonly figures: ProjectSideFigures;
  readonly departments: Readonly<Record<string, GroupFigures>>;
  readonly sectors: Readonly<Record<string, GroupFigures>>;
}

export interface DeviceLive {
  readonly rollup: DeviceRollup;
  status: StatusReport | null;
  /** Camera events of today by kind. */
  events: Partial<Record<EventKind, number>>;
  eventsDay: Instant;
}

export type LiveScores = ReadonlyMap<ProjectId, ProjectScoreFigure>;

/** All that live figures are computed from: standing facts, and what was folded per device. */
export interface LiveModel {
  frame: LiveFrame;
  limits: readonly Limit[];
  judging: readonly Judging[];
  readonly byId: Map<number, DeviceLive>;
  /** Newest scores by project; replaced as a whole. */
  readonly scores: LiveScores;
  /** Camera events and changes of presence, newest first, bounded. */
  moments: FeedItem[];
}

/** Kept of each kind for the live list; a room shows the newest few. */
export const KEPT_MOMENTS = 300;
export const SHOWN_FEED = 30;
