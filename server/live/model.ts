import type { Instant } from '../../contracts/glossary.ts';
import type { FeedItem, ProjectSideFigures } from '../../contracts/live.ts';
import type { Limit } from '../../contracts/limits.ts';
import type { DeviceKind, EventKind } from '../../contracts/mqtt.ts';
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
  readonly areas: ReadonlyMap<string, ProjectSideFigures>;
  /** Name and figures of each project, by id. */
  readonly projects: ReadonlyMap<string, { readonly name: string; readonly figures: ProjectSideFigures }>;
}

export interface DeviceLive {
  readonly rollup: DeviceRollup;
  status: StatusReport | null;
  /** Camera events of today by kind. */
  events: Partial<Record<EventKind, number>>;
  eventsDay: Instant;
}

/** All that live figures are computed from: standing facts, and what was folded per device. */
export interface LiveModel {
  frame: LiveFrame;
  limits: readonly Limit[];
  judging: readonly Judging[];
  readonly byId: Map<number, DeviceLive>;
  /** Camera events and changes of presence, newest first, bounded. */
  moments: FeedItem[];
}

/** Kept of each kind for the live list; a room shows the newest few. */
export const KEPT_MOMENTS = 300;
export const SHOWN_FEED = 30;
