import type { Instant } from '../../contracts/glossary.ts';
import type { Curve } from '../../contracts/history.ts';
import type { Limit } from '../../contracts/limits.ts';
import { DAY_MS, hourOfDay } from '../format/time.ts';

export const rangeKeys = ['day', 'week', 'month', 'year'] as const;
export type RangeKey = (typeof rangeKeys)[number];
export const rangeMs: Readonly<Record<RangeKey, number>> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};

export interface CurveRequest {
  readonly from: Instant;
  readonly to: Instant;
  readonly width: number;
}
/** The least width the history wire takes. */
const LEAST_WIDTH = 50;

/**
 * The stretch of a drawn curve to ask for again, from `since` on, at the same milliseconds a pixel, so that the server
 * picks the same resolution. Some 50 pixels at least: late and back-filled readings near the edge come along.
 */
export function tailRequest(range: RangeKey, width: number, since: Instant, now: Instant): CurveRequest {
  const msPerPixel = rangeMs[range] / width;
  const pixels = Math.min(width, Math.max(LEAST_WIDTH, Math.ceil((now - since) / msPerPixel)));
  return { from: Math.round(now - pixels * msPerPixel), to: now, width: pixels };
}

/** `tail` in place of the same stretch of `curve`; null when the resolutions differ and all must be read anew. */
export function mergeCurve(curve: Curve, tail: Curve, from: Instant): Curve | null {
  if (curve.bucketMs !== tail.bucketMs || curve.metric !== tail.metric) return null;
  const cut = tail.at[0] ?? tail.from;
  const keep = curve.at.flatMap((at, i) => (at >= from && at < cut ? [i] : []));
  const join = <T>(before: readonly T[], after: readonly T[]): T[] => [...keep.map((i) => before[i] as T), ...after];
  return {
    ...tail,
    from,
    at: join(curve.at, tail.at),
    mean: join(curve.mean, tail.mean),
    min: join(curve.min, tail.min),
    max: join(curve.max, tail.max),
    count: join(curve.count, tail.count),
  };
}

/** How many points of `after` the screen had not drawn from `since` on. */
export function pointsGained(before: Curve, after: Curve, since: Instant): number {
  const drawn = new Set(before.at);
  return after.at.filter((at) => at + after.bucketMs > since && !drawn.has(at)).length;
}

export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: 'before' | 'gap';
}

/**
 * Where nothing was measured. A bucket may be finer than a device reports, so what counts as a gap is two and a half of
 * the curve's own usual steps (never less than one and a half buckets).
 */
export function gapsOf(curve: Curve): Gap[] {
  if (curve.at.length === 0) return [];
  const limit = gapLimit(curve);
  const gaps: Gap[] = [];
  const first = curve.at[0] ?? curve.from;
  if (first - curve.from > limit) gaps.push({ from: curve.from, to: first, kind: 'before' });
  curve.at.forEach((at, i) => {
    const next = curve.at[i + 1] ?? curve.to;
    if (next - at > limit) gaps.push({ from: at + curve.bucketMs, to: next, kind: 'gap' });
  });
  return gaps;
}

function gapLimit(curve: Curve): number {
  const steps = curve.at.slice(1).map((at, i) => at - (curve.at[i] ?? at));
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? curve.bucketMs;
  return Math.max(1.5 * curve.bucketMs, 2.5 * usual);
}

/** The limits of a metric that may be drawn as a line: absolute ones in force at `now`. */
export const drawableLimits = (limits: readonly Limit[], metric: Limit['metric'], now: Instant): Limit[] =>
  limits.filter((l) => l.metric === metric && l.basis === 'absolute' && isInForce(l, now));
export const isInForce = (l: Limit, at: Instant): boolean =>
  l.effectiveFrom <= at && (l.effectiveTo === null || at < l.effectiveTo);

/** GB 12523: day is 06:00 to 22:00. */
const isDay = (at: Instant): boolean => hourOfDay(at) >= 6 && hourOfDay(at) < 22;

/** The limit that holds at an instant, or null. */
export function limitAt(limits: readonly Limit[], at: Instant): number | null {
  const part = isDay(at) ? 'day' : 'night';
  const held = limits.filter((l) => l.daypart === 'all' || l.daypart === part).map((l) => l.value);
  return held.length === 0 ? null : Math.min(...held);
}
