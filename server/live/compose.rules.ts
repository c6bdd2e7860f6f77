import { DISTRICT_CODE, type Instant, type ProjectId } from '../../contracts/glossary.ts';
import {
  windowKeys,
  type AreaFigures,
  type DeviceFigures,
  type FeedItem,
  type MetricWindows,
  type RoomState,
  type SiteFigures,
  type SiteSideFigures,
  type WindowKey,
} from '../../contracts/live.ts';
import { metrics, type Metric } from '../../contracts/metrics.ts';
import { eventKinds, type EventKind } from '../../contracts/mqtt.ts';
import type { ProjectFigures } from '../../contracts/projects.ts';
import type { RoomName } from '../../contracts/socket.ts';
import { areaFigure } from './bucket.rules.ts';
import { dayStart, minuteOf } from './calendar.rules.ts';
import { exceedanceFigures, judge, type Judgement } from './exceedance.rules.ts';
import {
  SHOWN_FEED,
  type AreaProjects,
  type DeviceLive,
  type LiveDeviceFact,
  type LiveFrame,
  type LiveModel,
  type LiveSiteFact,
} from './model.ts';
import { isOnline } from './presence.rules.ts';
import { groupsOfRows, projectRows, withRows, type SiteExceedance } from './projectRows.rules.ts';
import { emptyRollup, windowBuckets, type Buckets } from './rollup.rules.ts';

/** A device with everything computed from its fold; kept until it folds again or the minute turns. */
interface Computed {
  readonly fact: LiveDeviceFact;
  readonly live: DeviceLive;
  readonly windows: Readonly<Record<WindowKey, Buckets>>;
  readonly judgement: Judgement;
  readonly online: boolean | null;
}
interface Kept {
  readonly version: number;
  readonly minute: number;
  readonly limits: LiveModel['limits'];
  readonly windows: Computed['windows'];
  readonly judgement: Judgement;
}

/** Memory between frames: figures of devices that did not move are not computed again. */
export type ComposeCache = Map<number, Kept>;

const nobody: DeviceLive = { rollup: emptyRollup(0), status: null, events: {}, eventsDay: 0 };
/** A room's whole state at `now`, or undefined for a street or project that does not exist. */
export function composeRoom(
  room: RoomName,
  model: LiveModel,
  cache: ComposeCache,
  now: Instant,
): RoomState | undefined {
  const { frame } = model;
  const belongs = membership(room);
  const devices = frame.devices.filter(belongs).map((fact) => compute(fact, model, cache, now));
  const sites = frame.sites.filter(belongs);
  const projects = projectRows(model, room, exceedancesByProject(devices));
  const area = areaOf(room, model, devices, projects, now);
  if (area === undefined) return undefined;
  const isDistrict = room.kind === 'district';
  const streets = isDistrict ? frame.streets.map((street) => streetArea(street, model, devices, projects, now)) : [];
  const { departments, sectors } = projectsOf(frame, room);
  return {
    area,
    projects: keyed(projects, (project) => project.id),
    departments: groupsOfRows(departments, projects, (project) => project.departmentCode),
    sectors: groupsOfRows(sectors, projects, (project) => project.category),
    streets: keyed(streets, (street) => street.code),
    sites: keyed(
      sites.map((site) => siteFigures(site, devices)),
      (site) => site.code,
    ),
    devices: isDistrict ? {} : keyed(devices.map(deviceFigures), (device) => device.code),
    feed: feedOf(model, devices, belongs),
  };
}

const membership = (room: RoomName) => (fact: { streetCode: string; projectId: string | null }) =>
  room.kind === 'district' || (room.kind === 'street' ? fact.streetCode : fact.projectId) === room.key;

function compute(fact: LiveDeviceFact, model: LiveModel, cache: ComposeCache, now: Instant): Computed {
  const live = model.byId.get(fact.deviceId) ?? nobody;
  const { version, lastReceivedAt } = live.rollup;
  const minute = minuteOf(now);
  let kept = cache.get(fact.deviceId);
  if (kept === undefined || kept.version !== version || kept.minute !== minute || kept.limits !== model.limits) {
    const windows = Object.fromEntries(windowKeys.map((key) => [key, windowBuckets(live.rollup, key, now)]));
    const judgement = judge(live.rollup, model.limits, model.frame.reference, now);
    kept = { version, minute, limits: model.limits, windows: windows as Computed['windows'], judgement };
    if (live !== nobody) cache.set(fact.deviceId, kept);
  }
  const online = isOnline(live.status, lastReceivedAt, fact.periodMs, now);
  return { fact, live, windows: kept.windows, judgement: kept.judgement, online };
}

function areaOf(
  room: RoomName,
  model: LiveModel,
  devices: readonly Computed[],
  rows: readonly ProjectFigures[],
  now: Instant,
): AreaFigures | undefined {
  const { frame } = model;
  if (room.kind === 'street') {
    const street = frame.streets.find(({ code }) => code === room.key);
    return street && streetArea(street, model, devices, rows, now);
  }
  const site = siteSide(model, devices, now);
  const projects = withRows(projectsOf(frame, room).figures, rows);
  if (room.kind === 'district') return { code: DISTRICT_CODE, name: '玄武区', site, projects };
  const project = frame.projects.get(room.key);
  return project && { code: room.key, name: project.row.name, site, projects };
}

/** What a room's area adds up to by the projects' own reports. */
function projectsOf(frame: LiveFrame, room: RoomName): AreaProjects {
  if (room.kind === 'project') return frame.projects.get(room.key)?.area ?? frame.none;
  return frame.areas.get(room.kind === 'district' ? DISTRICT_CODE : room.key) ?? frame.none;
}

/** Each project's enforceable exceedances of today, the newest first. */
function exceedancesByProject(devices: readonly Computed[]): Map<ProjectId, SiteExceedance[]> {
  const found = new Map<ProjectId, SiteExceedance[]>();
  for (const { fact, judgement } of devices) {
    if (fact.projectId === null) continue;
    for (const exceedance of judgement.exceedances)
      if (exceedance.limit.basis !== 'advisory')
        found.set(fact.projectId, [...(found.get(fact.projectId) ?? []), { ...exceedance, deviceCode: fact.code }]);
  }
  for (const list of found.values()) list.sort((a, b) => b.windowAt - a.windowAt);
  return found;
}

function streetArea(
  street: { code: string; name: string },
  model: LiveModel,
  devices: readonly Computed[],
  rows: readonly ProjectFigures[],
  now: Instant,
): AreaFigures {
  const own = devices.filter(({ fact }) => fact.streetCode === street.code);
  const ownRows = rows.filter(({ streetCode }) => streetCode === street.code);
  const { figures } = model.frame.areas.get(street.code) ?? model.frame.none;
  return { ...street, site: siteSide(model, own, now), projects: withRows(figures, ownRows) };
}

function siteSide(model: LiveModel, devices: readonly Computed[], now: Instant): SiteSideFigures {
  const figures = metrics.map((metric): [Metric, MetricWindows] => {
    const over = (key: WindowKey) =>
      areaFigure(
        metric,
        devices.map(({ windows }) => windows[key][metric]),
      );
    return [metric, { m5: over('m5'), h1: over('h1'), today: over('today') }];
  });
  return {
    devices: {
      total: devices.length,
      online: devices.filter(({ online }) => online === true).length,
      unheard: devices.filter(({ online }) => online === null).length,
      simulated: devices.filter(({ live }) => live.rollup.simulated).length,
    },
    metrics: Object.fromEntries(figures) as Record<Metric, MetricWindows>,
    exceedances: exceedanceFigures(
      model.limits,
      devices.map(({ judgement }) => judgement),
    ),
    events: eventCounts(devices, dayStart(now)),
    lastAt: newest(devices.map(({ live }) => live.rollup.lastAt)),
  };
}

function eventCounts(devices: readonly Computed[], today: Instant): Record<EventKind, number> {
  const counted = devices.filter(({ live }) => live.eventsDay === today);
  const pairs = eventKinds.map((kind) => [kind, counted.reduce((sum, { live }) => sum + (live.events[kind] ?? 0), 0)]);
  return Object.fromEntries(pairs) as Record<EventKind, number>;
}

function siteFigures(site: LiveSiteFact, devices: readonly Computed[]): SiteFigures {
  const own = devices.filter(({ fact }) => fact.siteCode === site.code);
  const enforceable = own.flatMap(({ judgement }) =>
    judgement.exceedances.filter(({ limit }) => limit.basis !== 'advisory'),
  );
  return {
    ...site,
    devices: own.length,
    online: own.filter(({ online }) => online === true).length,
    exceedances: enforceable.length,
    lastAt: newest(own.map(({ live }) => live.rollup.lastAt)),
  };
}

const deviceFigures = ({ fact, live, online }: Computed): DeviceFigures => ({
  code: fact.code,
  name: fact.name,
  kind: fact.kind,
  siteCode: fact.siteCode,
  streetCode: fact.streetCode,
  projectId: fact.projectId,
  online,
  onlineAt: live.status?.at ?? null,
  lastAt: live.rollup.lastAt,
  periodMs: fact.periodMs,
  simulated: live.rollup.simulated,
  latest: { ...live.rollup.latest },
});

function feedOf(
  model: LiveModel,
  devices: readonly Computed[],
  belongs: (item: { streetCode: string; projectId: string | null }) => boolean,
): FeedItem[] {
  const exceedances = devices.flatMap(({ fact, judgement, live }) =>
    judgement.exceedances.map(({ limit, windowAt, value }): FeedItem => ({
      ...momentOf(fact, `x/${fact.code}/${limit.code}/${windowAt}`, windowAt + limit.windowMinutes * 60_000),
      kind: 'exceedance',
      metric: limit.metric,
      value,
      limit: limit.value,
      limitLabel: limit.label,
      basis: limit.basis,
      windowMinutes: limit.windowMinutes,
      simulated: live.rollup.simulated,
    })),
  );
  return [...exceedances, ...model.moments.filter(belongs)]
    .sort((a, b) => b.at - a.at || a.id.localeCompare(b.id))
    .slice(0, SHOWN_FEED);
}

/** A line of the live list with only its place filled in. */
export const momentOf = (fact: LiveDeviceFact, id: string, at: Instant): FeedItem => ({
  id,
  at,
  kind: 'camera',
  deviceCode: fact.code,
  siteCode: fact.siteCode,
  streetCode: fact.streetCode,
  projectId: fact.projectId,
  metric: null,
  value: null,
  limit: null,
  limitLabel: null,
  basis: null,
  windowMinutes: null,
  eventKind: null,
  imageHash: null,
  simulated: false,
});

const newest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((best, at) => (at !== null && (best === null || at > best) ? at : best), null);

const keyed = <T>(rows: readonly T[], keyOf: (row: T) => string): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [keyOf(row), row]));
