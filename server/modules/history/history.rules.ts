import type { Instant } from '../../../contracts/glossary.ts';
import type { Curve } from '../../../contracts/history.ts';
import { metricFacts, type Metric } from '../../../contracts/metrics.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Stored series from fine to coarse; `minutes` is the width of a stored bucket. */
export const series = [
  { source: 'readings_1m', minutes: 1 },
  { source: 'readings_10m', minutes: 10 },
  { source: 'readings_1h', minutes: 60 },
  { source: 'readings_1d', minutes: DAY_MINUTES },
] as const;
export type Source = (typeof series)[number]['source'];

/** Widths a curve may have: each is filled by whole buckets of a stored series, so nothing is split between two. */
const widths = [1, 2, 5, 10, 20, 30, 60, 120, 180, 360, DAY_MINUTES];
const wholeDays = (minutes: number): number => Math.ceil(minutes / DAY_MINUTES) * DAY_MINUTES;

export interface Resolution {
  readonly source: Source;
  readonly bucketMinutes: number;
}

/**
 * The finest bucket that is not narrower than a pixel, and the coarsest stored series that fills it: so the rows read
 * grow with the width of the picture and not with the days it covers.
 */
export function pickResolution(from: Instant, to: Instant, pixels: number): Resolution {
  const pixelMinutes = Math.max(0, to - from) / MINUTE_MS / pixels;
  const bucketMinutes = widths.find((width) => width >= pixelMinutes) ?? wholeDays(pixelMinutes);
  const fitting = series.filter(({ minutes }) => bucketMinutes % minutes === 0);
  return { source: (fitting.at(-1) as (typeof series)[number]).source, bucketMinutes };
}

/** One point of a curve: all devices of its scope together. */
export interface BucketRow {
  readonly bucket: Instant;
  readonly min: number;
  readonly max: number;
  /** Null when there is none: winds that cancel out have no direction. */
  readonly mean: number | null;
  readonly count: number;
}

/** Buckets, in order, as a curve. Those without a value are not there: nothing is not zero. */
export const curveOf = (
  metric: Metric,
  rows: readonly BucketRow[],
  span: { from: Instant; to: Instant },
  { source, bucketMinutes }: Resolution,
): Curve => ({
  metric,
  unit: metricFacts[metric].unit,
  ...span,
  bucketMs: bucketMinutes * MINUTE_MS,
  source,
  at: rows.map((row) => row.bucket),
  mean: rows.map((row) => (row.mean === null ? null : round(row.mean))),
  min: rows.map((row) => round(row.min)),
  max: rows.map((row) => round(row.max)),
  count: rows.map((row) => row.count),
});

const round = (value: number): number => Math.round(value * 100) / 100;
