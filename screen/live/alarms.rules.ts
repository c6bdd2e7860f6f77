import type { Instant } from '../../contracts/glossary.ts';
import type { DeviceFigures, FeedItem, RoomState, SiteFigures } from '../../contracts/live.ts';
import type { Metric } from '../../contracts/metrics.ts';
import type { ProjectFigures } from '../../contracts/projects.ts';
import { dayNumber, DAY_MS, hourMinute, MINUTE_MS, shortDate } from '../format/time.ts';
import { alarmWords, feedTitles, reasonTitles } from '../words/events.ts';
import { feedLine } from './feed.rules.ts';
import { reasonSentence } from './reasons.rules.ts';

/** Order of the list (spec 4): red, yellow, blue, silent; within each the newest first. */
export const alarmLevels = ['red', 'yellow', 'blue', 'offline'] as const;
export type AlarmLevel = (typeof alarmLevels)[number];

/** One episode: what goes on without a longer pause is one line, however many windows or pictures it has. */
export interface Alarm {
  readonly id: string;
  readonly level: AlarmLevel;
  readonly title: string;
  /** Type and value, where there is one: what the map's callout says. */
  readonly short: string;
  /** The project, or the site where no project is known. */
  readonly place: string;
  readonly sentence: string;
  readonly unit: string;
  readonly at: Instant;
  readonly streetCode: string | null;
  readonly projectId: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly imageHash: string | null;
  /** The limit that was broken; its source is the ground. */
  readonly limit: { readonly metric: Metric; readonly label: string } | null;
}

/** Two judging windows without a break in between, and never less than an hour, are still the same episode. */
const PAUSE_WINDOWS = 2;
const PAUSE_MS = 60 * MINUTE_MS;
/** What a camera saw is of interest for a day; measured limits are of today in the room itself. */
const REMEMBERED_MS = DAY_MS;

export function alarmsOf(state: RoomState, now: Instant): Alarm[] {
  const recent = state.feed.filter(({ at }) => now - at < REMEMBERED_MS);
  const measured = episodesOf(recent.filter(({ kind }) => kind === 'exceedance')).map((e) => measuredAlarm(state, e));
  const seen = episodesOf(recent.filter(({ kind }) => kind === 'camera')).map((e) => cameraAlarm(state, e));
  const silent = silentAlarms(state, now);
  const projects = Object.values(state.projects).flatMap((project) => projectAlarm(state, project));
  return [...measured, ...seen, ...silent, ...projects].sort(
    (a, b) => alarmLevels.indexOf(a.level) - alarmLevels.indexOf(b.level) || b.at - a.at || a.id.localeCompare(b.id),
  );
}

export const countLevels = (alarms: readonly Alarm[]): Record<AlarmLevel, number> =>
  Object.fromEntries(alarmLevels.map((level) => [level, alarms.filter((a) => a.level === level).length])) as Record<
    AlarmLevel,
    number
  >;

/** What the map points at: the first red line that has a place. */
export const beaconOf = (alarms: readonly Alarm[]): Alarm | null =>
  alarms.find(({ level, lon }) => level === 'red' && lon !== null) ?? null;

/** 10:12 today, days before. */
export const alarmTime = (at: Instant, now: Instant): string =>
  dayNumber(at) === dayNumber(now) ? hourMinute(at) : alarmWords.daysAgo(dayNumber(now) - dayNumber(at));
const moment = (at: Instant): string => `${shortDate(at)} ${hourMinute(at)}`;

interface Episode {
  readonly newest: FeedItem;
  readonly since: Instant;
  readonly times: number;
}

/** Items newest first, folded into episodes of the same device and the same cause. */
function episodesOf(items: readonly FeedItem[]): Episode[] {
  const open = new Map<string, Episode>();
  const all: Episode[] = [];
  const byTime = [...items].sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
  for (const item of byTime) {
    const cause = [item.kind, item.deviceCode, item.metric, item.limitLabel, item.eventKind].join('/');
    const before = open.get(cause);
    const pause = Math.max(PAUSE_MS, PAUSE_WINDOWS * (item.windowMinutes ?? 0) * MINUTE_MS);
    const goesOn = before !== undefined && item.at - before.newest.at <= pause;
    const from = goesOn ? before.since : item.at - (item.windowMinutes ?? 0) * MINUTE_MS;
    const episode = { newest: item, since: from, times: goesOn ? before.times + 1 : 1 };
    if (goesOn) all.splice(all.indexOf(before), 1);
    all.push(episode);
    open.set(cause, episode);
  }
  return all;
}

function placeOf(state: RoomState, item: { siteCode: string; projectId: string | null; streetCode: string }) {
  const site: SiteFigures | undefined = state.sites[item.siteCode];
  const project = item.projectId === null ? undefined : state.projects[item.projectId];
  return {
    place: project?.name ?? site?.name ?? item.siteCode,
    unit: state.streets[item.streetCode]?.name ?? (state.area.code === item.streetCode ? state.area.name : ''),
    streetCode: item.streetCode,
    projectId: item.projectId,
    lon: site?.lon ?? null,
    lat: site?.lat ?? null,
  };
}

function measuredAlarm(state: RoomState, { newest, since, times }: Episode): Alarm {
  const line = feedLine(newest);
  const span = times > 1 ? alarmWords.repeated(times, hourMinute(since)) : alarmWords.since(hourMinute(newest.at));
  return {
    ...placeOf(state, newest),
    id: `${newest.kind}/${newest.deviceCode}/${newest.limitLabel ?? ''}/${newest.metric ?? ''}/${since}`,
    level: line.tone === 'bad' ? 'red' : 'yellow',
    title: line.title,
    short: `${line.title} ${newest.value === null ? '' : Math.round(newest.value)}`.trim(),
    sentence: `${line.sentence.replace(/。$/, '')}，${span}。`,
    at: newest.at,
    imageHash: newest.imageHash,
    limit:
      newest.metric === null || newest.limitLabel === null ? null : { metric: newest.metric, label: newest.limitLabel },
  };
}

function cameraAlarm(state: RoomState, { newest, since, times }: Episode): Alarm {
  const line = feedLine(newest);
  return {
    ...placeOf(state, newest),
    id: `camera/${newest.deviceCode}/${newest.eventKind ?? ''}/${since}`,
    level: line.tone === 'bad' ? 'red' : 'yellow',
    title: line.title,
    short: line.title,
    sentence: alarmWords.seen(newest.deviceCode, line.title, times),
    at: newest.at,
    imageHash: newest.imageHash,
    limit: null,
  };
}

/** Devices whose newest word is that they fell silent; then sites of which nothing is heard and no device said so. */
function silentAlarms(state: RoomState, now: Instant): Alarm[] {
  const newest = new Map<string, FeedItem>();
  for (const item of state.feed)
    if ((item.kind === 'offline' || item.kind === 'online') && (newest.get(item.deviceCode)?.at ?? 0) < item.at)
      newest.set(item.deviceCode, item);
  const devices = Object.values(state.devices).filter(({ online }) => online === false);
  const spoken = [...newest.values()].filter(({ kind, deviceCode }) =>
    deviceCode in state.devices ? false : kind === 'offline',
  );
  const named = [
    ...devices.map((device) => silentDevice(state, device, device.lastAt ?? device.onlineAt ?? now)),
    ...spoken.map((item) => silentDevice(state, { ...item, code: item.deviceCode }, item.at)),
  ];
  const covered = new Set([...devices, ...spoken].map(({ siteCode }) => siteCode));
  const sites = Object.values(state.sites).filter(
    (site) => site.devices > 0 && site.online === 0 && site.lastAt !== null && !covered.has(site.code),
  );
  return [...named, ...sites.map((site) => silentSite(state, site, site.lastAt ?? now))];
}

const silence = {
  level: 'offline',
  title: feedTitles.offline,
  short: feedTitles.offline,
  imageHash: null,
  limit: null,
} as const;
type Silent = Pick<DeviceFigures, 'code' | 'siteCode' | 'streetCode' | 'projectId'>;
const silentDevice = (state: RoomState, device: Silent, at: Instant): Alarm => ({
  ...placeOf(state, device),
  ...silence,
  id: `offline/${device.code}`,
  sentence: alarmWords.silent(device.code, moment(at)),
  at,
});
const silentSite = (state: RoomState, site: SiteFigures, at: Instant): Alarm => ({
  ...placeOf(state, { ...site, siteCode: site.code }),
  ...silence,
  id: `offline/${site.code}`,
  sentence: alarmWords.siteSilent(site.devices, moment(at)),
  at,
});

/** Projects with a red light. One that is red for what its own devices measured has that line already. */
function projectAlarm(state: RoomState, project: ProjectFigures): Alarm[] {
  const reason = project.reasons.find(({ light, code }) => light === 'red' && code !== 'exceedance');
  if (project.light !== 'red' || reason === undefined) return [];
  return [
    {
      id: `project/${project.id}`,
      level: 'red',
      title: reasonTitles[reason.code],
      short: reasonTitles[reason.code],
      place: project.name,
      sentence: reasonSentence(reason),
      unit: state.departments[project.departmentCode]?.name ?? '',
      at: reason.at ?? project.asOf ?? project.startsAt,
      streetCode: project.streetCode,
      projectId: project.id,
      lon: project.lon,
      lat: project.lat,
      imageHash: null,
      limit: null,
    },
  ];
}
