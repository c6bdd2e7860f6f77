import type { Instant } from '../../contracts/glossary.ts';
import type { WindowKey } from '../../contracts/live.ts';
import { metrics, type Flag, type Metric } from '../../contracts/metrics.ts';
import { addTo, addValue, bucketOf, type Bucket, type RunningBucket } from './bucket.rules.ts';
import { dayStart, minuteOf, windowStart } from './calendar.rules.ts';

export type Buckets = Partial<Record<Metric, Bucket>>;
/** Buckets that belong to one sum alone and are added up in place. */
type RunningBuckets = Partial<Record<Metric, RunningBucket>>;
export interface Latest {
  readonly value: number;
  readonly at: Instant;
  readonly flag: Flag;
}

/** Which (metric, window length) pairs the limits in force are judged on. */
export interface Judging {
  readonly metric: Metric;
  readonly windowMinutes: number;
}

/** What is kept in memory of one device: bounded, whatever the rate and however long the server runs. */
export interface DeviceRollup {
  readonly latest: Partial<Record<Metric, Latest>>;
  lastAt: Instant | null;
  lastReceivedAt: Instant | null;
  simulated: boolean;
  /** Buckets of the last hour and a bit, by minute of event time. */
  readonly minutes: Map<number, RunningBuckets>;
  day: Instant;
  today: RunningBuckets;
  /** Judging windows of today: window length -> window start -> buckets. */
  readonly judged: Map<number, Map<Instant, RunningBuckets>>;
  /** Raised by every fold, so that computed figures can be kept until something moved. */
  version: number;
}

/** What is folded: a single reading, or a minute that the database has summed up already. */
export interface Contribution {
  /** Event time; for a summed minute its start. */
  readonly at: Instant;
  readonly buckets: Buckets;
}

export const emptyRollup = (now: Instant): DeviceRollup => ({
  latest: {},
  lastAt: null,
  lastReceivedAt: null,
  simulated: false,
  minutes: new Map(),
  day: dayStart(now),
  today: {},
  judged: new Map(),
  version: 0,
});

/** Sliding windows are sums of whole minutes; `today` is kept as its own sum. Windows are data. */
export const slidingMinutes: Readonly<Record<Exclude<WindowKey, 'today'>, number>> = { m5: 5, h1: 60 };
const KEPT_MINUTES = Math.max(...Object.values(slidingMinutes)) + 1;

export const contributionOf = (at: Instant, values: Partial<Record<Metric, number>>): Contribution => {
  const buckets: Buckets = {};
  for (const metric of metrics) {
    const value = values[metric];
    if (value !== undefined) buckets[metric] = bucketOf(metric, value);
  }
  return { at, buckets };
};

/** Values of one device. */
export interface DeviceValues {
  readonly deviceId: number;
  readonly at: Instant;
  readonly values: Partial<Record<Metric, number>>;
}

/**
 * Many readings as few contributions: those of a device and minute are summed first. Every window is made of whole
 * minutes, so the fold comes to the same. Under load a batch holds many of a minute (measured: a third of the time).
 */
export function contributionsOf(readings: readonly DeviceValues[]): { deviceId: number; contribution: Contribution }[] {
  const open = new Map<number, { minute: number; buckets: RunningBuckets }>();
  const all: { deviceId: number; contribution: Contribution }[] = [];
  for (const { deviceId, at, values } of readings) {
    const minute = minuteOf(at);
    let sums = open.get(deviceId);
    if (sums?.minute !== minute) {
      sums = { minute, buckets: {} };
      open.set(deviceId, sums);
      all.push({ deviceId, contribution: { at, buckets: sums.buckets } });
    }
    for (const metric of metrics) {
      const value = values[metric];
      if (value === undefined) continue;
      const sum = sums.buckets[metric];
      if (sum === undefined) sums.buckets[metric] = bucketOf(metric, value);
      else addValue(sum, metric, value);
    }
  }
  return all;
}

/**
 * Folds a contribution into the windows of its own event time. A late one lands where it belongs or, if all its windows
 * are over, nowhere; it never moves `latest` (see `foldLatest`). Folding in any order gives the same windows.
 */
export function fold(
  rollup: DeviceRollup,
  { at, buckets }: Contribution,
  judging: readonly Judging[],
  now: Instant,
): void {
  rollup.version += 1;
  turnDay(rollup, now);
  const minute = minuteOf(at);
  if (minute > minuteOf(now) - KEPT_MINUTES) addAll(sumUnder(rollup.minutes, minute), buckets);
  if (at < rollup.day) return;
  addAll(rollup.today, buckets);
  for (const { metric, windowMinutes } of judging) {
    const bucket = buckets[metric];
    if (bucket === undefined) continue;
    let windows = rollup.judged.get(windowMinutes);
    if (windows === undefined) rollup.judged.set(windowMinutes, (windows = new Map<Instant, RunningBuckets>()));
    addOne(sumUnder(windows, windowStart(at, windowMinutes)), metric, bucket);
  }
}

/** Keeps the newest value of each metric by event time; an older one never replaces it. */
export function foldLatest(rollup: DeviceRollup, metric: Metric, latest: Latest): void {
  const known = rollup.latest[metric];
  if (known === undefined || known.at <= latest.at) rollup.latest[metric] = latest;
  if (rollup.lastAt === null || latest.at > rollup.lastAt) rollup.lastAt = latest.at;
  rollup.version += 1;
}

/** Drops what no window can hold any more; at midnight begins the new day. */
export function prune(rollup: DeviceRollup, now: Instant): void {
  turnDay(rollup, now);
  const oldest = minuteOf(now) - KEPT_MINUTES;
  for (const minute of rollup.minutes.keys()) if (minute <= oldest) rollup.minutes.delete(minute);
}

/** The sums of one window at `now`. */
export function windowBuckets(rollup: DeviceRollup, key: WindowKey, now: Instant): Buckets {
  if (key === 'today') return rollup.day === dayStart(now) ? rollup.today : {};
  const from = minuteOf(now) - slidingMinutes[key];
  const sum: RunningBuckets = {};
  for (const [minute, buckets] of rollup.minutes) if (minute > from) addAll(sum, buckets);
  return sum;
}

function turnDay(rollup: DeviceRollup, now: Instant): void {
  const today = dayStart(now);
  if (rollup.day === today) return;
  rollup.day = today;
  rollup.today = {};
  rollup.judged.clear();
  rollup.version += 1;
}

function addAll(sums: RunningBuckets, buckets: Buckets): void {
  for (const metric of metrics) {
    const bucket = buckets[metric];
    if (bucket !== undefined) addOne(sums, metric, bucket);
  }
}

/** The first bucket is copied: what is added up later must not reach whoever brought it. */
function addOne(sums: RunningBuckets, metric: Metric, bucket: Bucket): void {
  const sum = sums[metric];
  if (sum === undefined) sums[metric] = { ...bucket };
  else addTo(sum, bucket);
}

function sumUnder<K>(sums: Map<K, RunningBuckets>, key: K): RunningBuckets {
  let sum = sums.get(key);
  if (sum === undefined) sums.set(key, (sum = {}));
  return sum;
}
