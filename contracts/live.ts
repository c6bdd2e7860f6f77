import { Type, type Static } from 'typebox';
import { limitBases } from './limits.ts';
import { flags, metrics, type Metric } from './metrics.ts';
import { deviceKinds, eventKinds, type EventKind } from './mqtt.ts';
import { lights, ProjectFigures, projectPhases, type ProjectPhase } from './projects.ts';
import { DecimalText, FenText, InstantMs, nullable, oneOf } from './schema.ts';

/** Windows over which live figures are taken. `today` begins at 00:00 Asia/Shanghai. */
export const windowKeys = ['m5', 'h1', 'today'] as const;
export type WindowKey = (typeof windowKeys)[number];

/** One metric over one window. `mean` is Leq for noise; null (never 0) when the window holds no normal value. */
export const WindowFigure = Type.Object({
  mean: nullable(Type.Number()),
  min: nullable(Type.Number()),
  max: nullable(Type.Number()),
  count: Type.Integer(),
});
export type WindowFigure = Static<typeof WindowFigure>;

export const MetricWindows = Type.Object({ m5: WindowFigure, h1: WindowFigure, today: WindowFigure });
export type MetricWindows = Static<typeof MetricWindows>;
const metricFields = Object.fromEntries(metrics.map((m) => [m, MetricWindows]));
export const MetricFigures = Type.Unsafe<Record<Metric, MetricWindows>>(Type.Object(metricFields));

export const EventCounts = Type.Unsafe<Record<EventKind, number>>(
  Type.Object(Object.fromEntries(eventKinds.map((k) => [k, Type.Integer()]))),
);

/** Closed judging windows of today over one limit. */
export const ExceedanceFigure = Type.Object({
  label: Type.String(),
  basis: oneOf(limitBases),
  windows: Type.Integer(),
  /** Windows that could be judged; for an increment without a city reference this stays 0 and the screen says 仅预警. */
  judged: Type.Integer(),
  lastAt: nullable(InstantMs),
});
export type ExceedanceFigure = Static<typeof ExceedanceFigure>;

/** What devices on an area (site, street, district, project) add up to. */
export const SiteSideFigures = Type.Object({
  devices: Type.Object({
    total: Type.Integer(),
    online: Type.Integer(),
    /** Registered, yet never heard of: unknown is not offline. */
    unheard: Type.Integer(),
    /** Whose newest reading or event was marked simulated. Above 0 the page says 演示数据. */
    simulated: Type.Integer(),
  }),
  metrics: MetricFigures,
  exceedances: Type.Record(Type.String(), ExceedanceFigure),
  events: EventCounts,
  /** Newest reading's own time. */
  lastAt: nullable(InstantMs),
});
export type SiteSideFigures = Static<typeof SiteSideFigures>;

const phaseCount = Type.Object({ total: Type.Integer(), overdue: Type.Integer() });
/** Projects in each phase, and those past the phase's planned end. */
export const PhaseCounts = Type.Unsafe<Record<ProjectPhase, Static<typeof phaseCount>>>(
  Type.Object(Object.fromEntries(projectPhases.map((phase) => [phase, phaseCount]))),
);
export type PhaseCounts = Static<typeof PhaseCounts>;

/** Projects by light; `none` have no basis for one. */
export const lightKeys = [...lights, 'none'] as const;
export type LightKey = (typeof lightKeys)[number];
export const LightCounts = Type.Unsafe<Record<LightKey, number>>(
  Type.Object(Object.fromEntries(lightKeys.map((light) => [light, Type.Integer()]))),
);
export type LightCounts = Static<typeof LightCounts>;

/** Scores of an area's projects: weighted by their budgets, and plain. Null while none is scored. */
export const ScoreSum = Type.Object({
  weighted: nullable(DecimalText),
  plain: nullable(DecimalText),
  scored: Type.Integer(),
  /** When the newest of them was computed. */
  computedAt: nullable(InstantMs),
});
export type ScoreSum = Static<typeof ScoreSum>;

/** 审批周期 of an area's projects: approvals that passed this year, against the district's baseline. */
export const ApprovalSum = Type.Object({
  passed: Type.Integer(),
  /** Working days that its steps were open, on the mean of those; null while none has passed. */
  days: nullable(Type.Number()),
  /** What it is held against in working days, and how far below it is to come; null: nobody set one. */
  baselineDays: nullable(Type.Number()),
  goal: nullable(Type.Number()),
  /** Mean ÷ baseline − 1. */
  change: nullable(Type.Number()),
  open: Type.Integer(),
  overdue: Type.Integer(),
});
export type ApprovalSum = Static<typeof ApprovalSum>;

/**
 * What the projects of an area add up to. Rates are 0..1. Null means that the inputs are not there; the screen shows a
 * dash.
 */
export const ProjectSideFigures = Type.Object({
  total: Type.Integer(),
  building: Type.Integer(),
  reported: Type.Integer(),
  /** Projects with invented figures. Above 0 the page says 演示数据. */
  demo: Type.Integer(),
  investmentFen: FenText,
  paidFen: FenText,
  progress: nullable(Type.Number()),
  planned: nullable(Type.Number()),
  spi: nullable(Type.Number()),
  cpi: nullable(Type.Number()),
  /** The Monday 00:00 Asia/Shanghai that the newest weekly report closes. */
  asOf: nullable(InstantMs),
  phases: PhaseCounts,
  lights: LightCounts,
  /** Projects past the planned end of their phase or with an overdue milestone. */
  delayed: Type.Integer(),
  /** Begun and completed in the calendar year of Asia/Shanghai. */
  begunThisYear: Type.Integer(),
  completedThisYear: Type.Integer(),
  /** Payments since 1 January, and what the funds plans have for the year and up to now; null: no project has a plan. */
  yearPaidFen: FenText,
  yearPlannedFen: nullable(FenText),
  yearPlannedToNowFen: nullable(FenText),
  score: ScoreSum,
  approvals: ApprovalSum,
});
export type ProjectSideFigures = Static<typeof ProjectSideFigures>;

export const AreaFigures = Type.Object({
  code: Type.String(),
  name: Type.String(),
  site: SiteSideFigures,
  projects: ProjectSideFigures,
});
export type AreaFigures = Static<typeof AreaFigures>;

/** A department's or a sector's projects within the room. */
export const GroupFigures = Type.Object({ code: Type.String(), name: Type.String(), projects: ProjectSideFigures });
export type GroupFigures = Static<typeof GroupFigures>;

export const SiteFigures = Type.Object({
  code: Type.String(),
  name: Type.String(),
  streetCode: Type.String(),
  projectId: nullable(Type.String()),
  lon: Type.Number(),
  lat: Type.Number(),
  devices: Type.Integer(),
  online: Type.Integer(),
  /** Exceedances of enforceable limits today (advisory ones not counted). */
  exceedances: Type.Integer(),
  lastAt: nullable(InstantMs),
});
export type SiteFigures = Static<typeof SiteFigures>;

export const LatestValue = Type.Object({ value: Type.Number(), at: InstantMs, flag: oneOf(flags) });
export const DeviceFigures = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: oneOf(deviceKinds),
  siteCode: Type.String(),
  streetCode: Type.String(),
  projectId: nullable(Type.String()),
  online: nullable(Type.Boolean()),
  onlineAt: nullable(InstantMs),
  lastAt: nullable(InstantMs),
  /** How often it reports by contract; a figure older than three periods is stale. */
  periodMs: Type.Integer(),
  simulated: Type.Boolean(),
  latest: Type.Unsafe<Partial<Record<Metric, Static<typeof LatestValue>>>>(
    Type.Object(Object.fromEntries(metrics.map((m) => [m, Type.Optional(LatestValue)]))),
  ),
});
export type DeviceFigures = Static<typeof DeviceFigures>;

/** One line of the live list. The sentence is made by the screen from these facts. */
export const feedKinds = ['exceedance', 'camera', 'offline', 'online'] as const;
export const FeedItem = Type.Object({
  id: Type.String(),
  at: InstantMs,
  kind: oneOf(feedKinds),
  deviceCode: Type.String(),
  siteCode: Type.String(),
  streetCode: Type.String(),
  projectId: nullable(Type.String()),
  metric: nullable(oneOf(metrics)),
  value: nullable(Type.Number()),
  limit: nullable(Type.Number()),
  limitLabel: nullable(Type.String()),
  basis: nullable(oneOf(limitBases)),
  windowMinutes: nullable(Type.Integer()),
  eventKind: nullable(oneOf(eventKinds)),
  imageHash: nullable(Type.String()),
  simulated: Type.Boolean(),
});
export type FeedItem = Static<typeof FeedItem>;

/**
 * A room's whole state. The district room lists streets and sites; a street's or project's room its sites and devices.
 * `area` is the room's own sum.
 */
export const RoomState = Type.Object({
  area: AreaFigures,
  streets: Type.Record(Type.String(), AreaFigures),
  sites: Type.Record(Type.String(), SiteFigures),
  devices: Type.Record(Type.String(), DeviceFigures),
  /** Projects of the room by id; the district's include those on no single street. */
  projects: Type.Record(Type.String(), ProjectFigures),
  /** The room's projects by lead department code and by category. */
  departments: Type.Record(Type.String(), GroupFigures),
  sectors: Type.Record(Type.String(), GroupFigures),
  /** Newest first, bounded. */
  feed: Type.Array(FeedItem),
});
export type RoomState = Static<typeof RoomState>;

/** Only the branches that changed; arrays whole; null in place of a row of streets, sites or devices: it is gone. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> | null }
    : T;
export type RoomPatch = Patch<RoomState>;

const stamp = {
  room: Type.String(),
  /** Changes when the server starts anew: numbers begin again, so a client must take a snapshot. */
  epoch: Type.String(),
  number: Type.Integer(),
  at: InstantMs,
};
export const Snapshot = Type.Object({ ...stamp, state: RoomState });
export type Snapshot = Static<typeof Snapshot>;
export interface Delta extends Static<typeof DeltaStamp> {
  patch: RoomPatch;
}
export const DeltaStamp = Type.Object(stamp);

const isBranch = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);

/**
 * What must be patched onto `prev` to obtain `next`; undefined when they are equal. A key of `prev` that `next` lacks
 * becomes null. `applyPatch(prev, diffState(prev, next))` equals `next` (a property test holds this).
 */
export function diffState<T extends object>(prev: T, next: T): Patch<T> | undefined {
  return diffBranch(prev as Record<string, unknown>, next as Record<string, unknown>) as Patch<T> | undefined;
}

function diffBranch(prev: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> | undefined {
  let patch: Record<string, unknown> | undefined;
  for (const key of Object.keys(next)) {
    const changed = diffValue(prev[key], next[key]);
    if (changed !== undefined) (patch ??= {})[key] = changed;
  }
  for (const key of Object.keys(prev)) if (!(key in next)) (patch ??= {})[key] = null;
  return patch;
}

function diffValue(before: unknown, after: unknown): unknown {
  if (before === after) return undefined;
  if (isBranch(before) && isBranch(after)) return diffBranch(before, after);
  if (Array.isArray(before) && Array.isArray(after) && JSON.stringify(before) === JSON.stringify(after))
    return undefined;
  return after;
}

/**
 * `state` with `patch` laid over it; unchanged branches keep their identity, so that a screen recomputes only what
 * moved. Null removes an optional row, and stands as a value where the field is always there.
 */
export function applyPatch<T extends object>(state: T, patch: Patch<T>): T {
  return applyBranch(state as Record<string, unknown>, patch as Record<string, unknown>) as T;
}

function applyBranch(state: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const next = { ...state };
  for (const [key, change] of Object.entries(patch)) {
    const before = state[key];
    if (isBranch(change) && isBranch(before)) next[key] = applyBranch(before, change);
    else if (change === null && isBranch(before)) delete next[key];
    else next[key] = change;
  }
  return next;
}
