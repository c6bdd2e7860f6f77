import type { Instant } from '../../contracts/glossary.ts';
import type { ExceedanceFigure } from '../../contracts/live.ts';
import type { Limit } from '../../contracts/limits.ts';
import { meanOf } from './bucket.rules.ts';
import { daypartOf } from './calendar.rules.ts';
import type { DeviceRollup, Judging } from './rollup.rules.ts';

/** City PM10 (ug/m3) by hour, against which an increment is judged. */
export type Reference = ReadonlyMap<Instant, number>;

/** A closed judging window over a limit. */
export interface Exceedance {
  readonly limit: Limit;
  readonly windowAt: Instant;
  /** What was held against the limit: the mean, or the increment over the city's reference. */
  readonly value: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const inForce = (limit: Limit, at: Instant): boolean =>
  limit.effectiveFrom <= at && (limit.effectiveTo === null || at < limit.effectiveTo);

const applies = (limit: Limit, windowAt: Instant): boolean =>
  inForce(limit, windowAt) && (limit.daypart === 'all' || limit.daypart === daypartOf(windowAt));

/** The limits in force at `now`, in a fixed order. */
export const limitsInForce = (limits: readonly Limit[], now: Instant): Limit[] =>
  limits.filter((limit) => inForce(limit, now)).sort((a, b) => a.code.localeCompare(b.code));

/** The (metric, window) pairs that have to be summed for these limits. */
export function judgingOf(limits: readonly Limit[]): Judging[] {
  const pairs = new Map<string, Judging>();
  for (const { metric, windowMinutes } of limits) pairs.set(`${metric}/${windowMinutes}`, { metric, windowMinutes });
  return [...pairs.values()];
}

export interface Judgement {
  readonly exceedances: readonly Exceedance[];
  /** Judged windows by limit code. */
  readonly judged: ReadonlyMap<string, number>;
}

/**
 * Judges a device's closed windows of today. A window is judged on the mean (Leq for noise) of its normal values; one
 * without any is not judged, and an increment without the city's figure of that hour is not judged either.
 */
export function judge(rollup: DeviceRollup, limits: readonly Limit[], reference: Reference, now: Instant): Judgement {
  const exceedances: Exceedance[] = [];
  const judged = new Map<string, number>();
  for (const limit of limits) {
    for (const [windowAt, buckets] of rollup.judged.get(limit.windowMinutes) ?? []) {
      const bucket = buckets[limit.metric];
      if (bucket === undefined || !applies(limit, windowAt)) continue;
      if (windowAt + limit.windowMinutes * MINUTE_MS > now) continue;
      const base = limit.basis === 'increment' ? reference.get(Math.floor(windowAt / HOUR_MS) * HOUR_MS) : 0;
      if (base === undefined) continue;
      judged.set(limit.code, (judged.get(limit.code) ?? 0) + 1);
      const value = meanOf(limit.metric, bucket) - base;
      if (value > limit.value) exceedances.push({ limit, windowAt, value: Math.round(value * 10) / 10 });
    }
  }
  return { exceedances, judged };
}

/** Counts per limit over the devices of an area. */
export function exceedanceFigures(
  limits: readonly Limit[],
  judgements: readonly Judgement[],
): Record<string, ExceedanceFigure> {
  const figures: Record<string, ExceedanceFigure> = {};
  for (const { code, label, basis } of limits) figures[code] = { label, basis, windows: 0, judged: 0, lastAt: null };
  for (const { exceedances, judged } of judgements) {
    for (const [code, count] of judged) {
      const figure = figures[code];
      if (figure) figure.judged += count;
    }
    for (const { limit, windowAt } of exceedances) {
      const figure = figures[limit.code];
      if (!figure) continue;
      figure.windows += 1;
      figure.lastAt = Math.max(figure.lastAt ?? 0, windowAt);
    }
  }
  return figures;
}
