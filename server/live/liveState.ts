import type { Instant, ProjectId } from '../../contracts/glossary.ts';
import type { FeedItem, RoomState } from '../../contracts/live.ts';
import { metricFacts, metrics } from '../../contracts/metrics.ts';
import type { EventKind } from '../../contracts/mqtt.ts';
import type { RoomName } from '../../contracts/socket.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { dayStart } from './calendar.rules.ts';
import { composeRoom, momentOf, type ComposeCache } from './compose.rules.ts';
import { judgingOf, limitsInForce } from './exceedance.rules.ts';
import * as sql from './live.sql.ts';
import { KEPT_MOMENTS, type DeviceLive, type LiveFrame, type LiveModel, type LiveScores } from './model.ts';
import { contributionOfSums, grainOf } from './replay.rules.ts';
import { contributionsOf, emptyRollup, fold, foldLatest, prune, type Latest } from './rollup.rules.ts';

/** Facts as they became true; the shapes that ingestion hands over. */
export interface LiveReading {
  readonly deviceId: number;
  readonly at: Instant;
  readonly values: Partial<Record<(typeof metrics)[number], number>>;
  readonly flagged: Partial<Record<(typeof metrics)[number], Omit<Latest, 'at'>>> | null;
  readonly simulated: boolean;
  readonly receivedAt: Instant;
}
export interface LiveEvent {
  readonly deviceId: number;
  readonly eventId: string;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly imageHash: string | null;
  readonly simulated: boolean;
}
export interface LiveStatus {
  readonly deviceId: number;
  readonly at: Instant;
  readonly online: boolean;
}

export interface LiveState {
  /** Reads everything anew from the database: at boot, and when the outcome of a commit is not known. */
  rebuild(frame: LiveFrame): Promise<void>;
  /** New standing facts (a device registered, a project reported); what was folded stays. */
  setFrame(frame: LiveFrame): void;
  /** Newest scores of all projects that have one. */
  setScores(scores: LiveScores): void;
  /** Newest scores of some projects; one named without a score has none any more. */
  foldScores(projectIds: readonly ProjectId[], scores: LiveScores): void;
  foldReadings(readings: readonly LiveReading[]): void;
  foldEvents(events: readonly LiveEvent[]): void;
  foldStatus(status: LiveStatus): void;
  prune(): void;
  compose(room: RoomName): RoomState | undefined;
}

const DAY_MS = 86_400_000;
const RECENT_MS = 66 * 60_000;
/** How far back a device's latest values are looked for. */
const LATEST_DAYS = 40;

/**
 * What the screens show, in memory: folded from committed rows only, and a cache. Whatever is here can be thrown away
 * and read again from the database by the same fold.
 */
export function createLiveState(db: Database, clock: Clock, emptyFrame: LiveFrame): LiveState {
  let model: LiveModel = modelOf(emptyFrame, clock.now(), new Map());
  const cache: ComposeCache = new Map();

  return {
    async rebuild(frame) {
      const now = clock.now();
      const fresh = modelOf(frame, now, model.scores);
      await replayReadings(db, fresh, now);
      await replayMoments(db, fresh, now);
      model = fresh;
      cache.clear();
    },
    setFrame(frame) {
      const { limits, judging } = modelOf(frame, clock.now(), model.scores);
      model = { ...model, frame, limits, judging };
      cache.clear();
    },
    setScores(scores) {
      model = { ...model, scores };
    },
    foldScores(projectIds, scores) {
      const merged = new Map(model.scores);
      for (const id of projectIds) merged.delete(id);
      for (const [id, score] of scores) merged.set(id, score);
      model = { ...model, scores: merged };
    },
    foldReadings: (readings) => foldReadings(model, readings, clock.now()),
    foldEvents: (events) => events.forEach((event) => foldEvent(model, event, clock.now())),
    foldStatus: (status) => foldStatus(model, status, clock.now()),
    prune: () => model.byId.forEach(({ rollup }) => prune(rollup, clock.now())),
    compose: (room) => composeRoom(room, model, cache, clock.now()),
  };
}

function modelOf(frame: LiveFrame, now: Instant, scores: LiveScores): LiveModel {
  const limits = limitsInForce(frame.limits, now);
  return { frame, limits, judging: judgingOf(limits), byId: new Map(), moments: [], scores };
}

function liveOf(model: LiveModel, deviceId: number, now: Instant): DeviceLive {
  let live = model.byId.get(deviceId);
  if (live === undefined) {
    live = { rollup: emptyRollup(now), status: null, events: {}, eventsDay: dayStart(now) };
    model.byId.set(deviceId, live);
  }
  return live;
}

function foldReadings(model: LiveModel, readings: readonly LiveReading[], now: Instant): void {
  for (const { deviceId, contribution } of contributionsOf(readings))
    fold(liveOf(model, deviceId, now).rollup, contribution, model.judging, now);
  for (const reading of readings) foldLatestOf(model, reading, now);
}

function foldLatestOf(
  model: LiveModel,
  { deviceId, at, values, flagged, simulated, receivedAt }: LiveReading,
  now: Instant,
): void {
  const { rollup } = liveOf(model, deviceId, now);
  for (const metric of metrics) {
    const value = values[metric];
    if (value !== undefined) foldLatest(rollup, metric, { value, at, flag: 'N' });
    const doubted = flagged?.[metric];
    if (doubted !== undefined) foldLatest(rollup, metric, { ...doubted, at });
  }
  rollup.simulated = simulated;
  rollup.lastReceivedAt = Math.max(rollup.lastReceivedAt ?? 0, receivedAt);
}

function foldEvent(model: LiveModel, event: LiveEvent, now: Instant): void {
  const live = liveOf(model, event.deviceId, now);
  const today = dayStart(now);
  live.rollup.simulated = event.simulated;
  if (live.eventsDay !== today) Object.assign(live, { events: {}, eventsDay: today });
  if (dayStart(event.at) === today) live.events[event.kind] = (live.events[event.kind] ?? 0) + 1;
  const fact = model.frame.devices.find(({ deviceId }) => deviceId === event.deviceId);
  if (fact === undefined) return;
  const { kind: eventKind, imageHash, simulated } = event;
  const moment = momentOf(fact, `c/${fact.code}/${event.eventId}`, event.at);
  addMoment(model, { ...moment, kind: 'camera', eventKind, imageHash, simulated });
}

function foldStatus(model: LiveModel, { deviceId, at, online }: LiveStatus, now: Instant): void {
  const live = liveOf(model, deviceId, now);
  if (live.status !== null && live.status.at >= at) return;
  const changed = live.status === null ? !online : live.status.online !== online;
  live.status = { at, online };
  const fact = model.frame.devices.find((device) => device.deviceId === deviceId);
  if (!changed || fact === undefined) return;
  const simulated = live.rollup.simulated;
  addMoment(model, { ...momentOf(fact, `s/${fact.code}/${at}`, at), kind: online ? 'online' : 'offline', simulated });
}

function addMoment(model: LiveModel, moment: FeedItem): void {
  model.moments = [moment, ...model.moments].sort((a, b) => b.at - a.at).slice(0, KEPT_MOMENTS);
}

async function replayReadings(db: Database, model: LiveModel, now: Instant): Promise<void> {
  const midnight = dayStart(now);
  const recent = Math.max(midnight, Math.floor((now - RECENT_MS) / 3_600_000) * 3_600_000);
  const parts: [Instant, Instant, number][] = [
    [midnight, recent, grainOf(model.judging)],
    [Math.min(recent, now - RECENT_MS), now + DAY_MS, 1],
  ];
  for (const [from, to, grain] of parts) {
    if (from >= to) continue;
    for (const row of await db.run<sql.SummedRow>(sql.sumReadings(from, to, grain, midnight)))
      fold(liveOf(model, row.device_id, now).rollup, contributionOfSums(row), model.judging, now);
  }
  for (const row of await db.run<sql.LatestRow>(sql.latestReadings(now - LATEST_DAYS * DAY_MS))) {
    const pairs = metrics.map((metric) => [metric, row[metricFacts[metric].column] ?? undefined]);
    const values = Object.fromEntries(pairs) as LiveReading['values'];
    const { device_id: deviceId, at, flagged, simulated, received_at: receivedAt } = row;
    foldLatestOf(model, { deviceId, at, values, flagged, simulated, receivedAt }, now);
  }
}

async function replayMoments(db: Database, model: LiveModel, now: Instant): Promise<void> {
  type EventRow = {
    device_id: number;
    event_id: string;
    at: Instant;
    kind: EventKind;
    image_hash: string | null;
    simulated: boolean;
  };
  for (const row of await db.run<EventRow>(sql.eventsSince(now - DAY_MS)))
    foldEvent(model, { deviceId: row.device_id, eventId: row.event_id, imageHash: row.image_hash, ...row }, now);
  type StatusRow = { device_id: number; at: Instant; online: boolean };
  for (const row of await db.run<StatusRow>(sql.presenceChanges(now - DAY_MS)))
    foldStatus(model, { deviceId: row.device_id, ...row }, now);
  for (const row of await db.run<StatusRow>(sql.latestStatus)) {
    const live = liveOf(model, row.device_id, now);
    if (live.status === null || live.status.at <= row.at) live.status = { at: row.at, online: row.online };
  }
}
