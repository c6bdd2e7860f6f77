import type { Instant } from '../../../contracts/glossary.ts';
import type { Limit } from '../../../contracts/limits.ts';
import type { Metric } from '../../../contracts/metrics.ts';
import { metricFacts } from '../../../contracts/metrics.ts';
import { daypartOf } from '../../platform/calendar.rules.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a device measured in a judging window, summed by the database. Only normal values are in a column. */
export interface WindowSums {
  readonly deviceId: number;
  readonly minutes: number;
  readonly windowAt: Instant;
  readonly metric: Metric;
  readonly count: number;
  /** Plain sum; for sound the energy sum. */
  readonly sum: number;
}
/** An instrument and how long it has been one. */
export interface Watcher {
  readonly deviceId: number;
  readonly registeredAt: Instant;
  readonly retiredAt: Instant | null;
}
export interface JudgedDay {
  readonly deviceId: number;
  readonly limitCode: string;
  /** Windows there could have been. */
  readonly expected: number;
  /** Windows with data. */
  readonly judged: number;
  readonly within: number;
}
/** City PM10 by hour, against which an increment is judged. */
export type Reference = ReadonlyMap<Instant, number>;

/** Warning values are no limits: they are not kept or broken. */
export const isBinding = ({ basis }: Limit): boolean => basis !== 'advisory';

const appliesAt = (limit: Limit, at: Instant): boolean =>
  limit.effectiveFrom <= at &&
  (limit.effectiveTo === null || at < limit.effectiveTo) &&
  (limit.daypart === 'all' || limit.daypart === daypartOf(at));

/** Starts of the windows of a limit within a day that are over by `now`; windows are counted from midnight. */
function windowsOf(limit: Limit, from: Instant, now: Instant): Instant[] {
  const width = limit.windowMinutes * MINUTE_MS;
  const starts: Instant[] = [];
  for (let at = from; at + width <= Math.min(from + DAY_MS, now); at += width)
    if (appliesAt(limit, at)) starts.push(at);
  return starts;
}

/** Mean of a window: Leq = 10·lg(mean(10^(L/10))) for sound. */
const meanOf = ({ metric, sum, count }: WindowSums): number =>
  metricFacts[metric].mean === 'energy' ? 10 * Math.log10(sum / count) : sum / count;

const baseOf = (limit: Limit, at: Instant, reference: Reference): number | undefined =>
  limit.basis === 'increment' ? reference.get(Math.floor(at / HOUR_MS) * HOUR_MS) : 0;

const keyOf = (deviceId: number, metric: Metric, minutes: number, at: Instant): string =>
  `${deviceId}/${metric}/${minutes}/${at}`;

export interface DayInput {
  /** 00:00 Asia/Shanghai. */
  readonly from: Instant;
  readonly now: Instant;
  readonly limits: readonly Limit[];
  readonly watchers: readonly Watcher[];
  readonly sums: readonly WindowSums[];
  readonly reference: Reference;
}

/**
 * Judges a day's windows as the live figures do: on the mean of a window's normal values, over the limit when greater; a
 * window without data is not judged, nor an increment without the city's figure of its hour. A window is expected while
 * its device was in service, and wherever it has data.
 */
export function judgeDay({ from, now, limits, watchers, sums, reference }: DayInput): JudgedDay[] {
  const found = new Map(sums.map((one) => [keyOf(one.deviceId, one.metric, one.minutes, one.windowAt), one]));
  return limits.filter(isBinding).flatMap((limit) => {
    const starts = windowsOf(limit, from, now);
    if (starts.length === 0) return [];
    return watchers.map(({ deviceId, registeredAt, retiredAt }) => {
      const day = { deviceId, limitCode: limit.code, expected: 0, judged: 0, within: 0 };
      for (const at of starts) {
        const window = found.get(keyOf(deviceId, limit.metric, limit.windowMinutes, at));
        const isServing = at >= registeredAt && (retiredAt === null || at < retiredAt);
        if (isServing || window !== undefined) day.expected += 1;
        const base = baseOf(limit, at, reference);
        if (window === undefined || window.count === 0 || base === undefined) continue;
        day.judged += 1;
        if (meanOf(window) - base <= limit.value) day.within += 1;
      }
      return day;
    });
  });
}

/** How long after its end a day is counted anew: once it is over, and while instruments may still send what they kept. */
const SETTLES_AFTER_MS = [HOUR_MS, 2 * DAY_MS, 8 * DAY_MS, 46 * DAY_MS];

/** Whether a day has to be counted: never counted, still going on, or packets may have come in since. */
export function isToCount(from: Instant, countedAt: Instant | undefined, now: Instant): boolean {
  if (from >= now) return false;
  if (countedAt === undefined) return true;
  const end = from + DAY_MS;
  if (now < end) return true;
  return SETTLES_AFTER_MS.some((wait) => countedAt < end + wait && now >= end + wait);
}

/** The days of a year up to now, the newest first: today's figure is wanted before January's. */
export function daysOfYear(yearFrom: Instant, yearTo: Instant, now: Instant): Instant[] {
  const days: Instant[] = [];
  for (let at = yearFrom; at < Math.min(yearTo, now); at += DAY_MS) days.unshift(at);
  return days;
}
