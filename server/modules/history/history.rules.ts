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

/** One bucket of one device as stored. */
export interface BucketRow {
  device_id: number;
  bucket: Instant;
  min: number;
  max: number;
  mean: number | null;
  /** Unit vector sums of wind direction; null for other metrics. */
  x: number | null;
  y: number | null;
  count: number;
}

/**
 * Devices' buckets as one curve. Every device counts once in a mean, however often it reports (the same rule as the
 * live figures of an area); sound is averaged by energy, wind direction as a vector; min and max are those of any.
 */
export function curveOf(
  metric: Metric,
  rows: readonly BucketRow[],
  span: { from: Instant; to: Instant },
  { source, bucketMinutes }: Resolution,
): Curve {
  const curve: Curve = {
    metric,
    unit: metricFacts[metric].unit,
    ...span,
    bucketMs: bucketMinutes * MINUTE_MS,
    source,
    at: [],
    mean: [],
    min: [],
    max: [],
    count: [],
  };
  for (let i = 0; i < rows.length;) {
    const { bucket } = rows[i] as BucketRow;
    let end = i;
    while (rows[end]?.bucket === bucket) end += 1;
    const group = rows.slice(i, end);
    curve.at.push(bucket);
    curve.mean.push(round(meanOfDevices(metric, group)));
    curve.min.push(round(Math.min(...group.map((row) => row.min))));
    curve.max.push(round(Math.max(...group.map((row) => row.max))));
    curve.count.push(group.reduce((sum, row) => sum + row.count, 0));
    i = end;
  }
  return curve;
}

function meanOfDevices(metric: Metric, rows: readonly BucketRow[]): number {
  switch (metricFacts[metric].mean) {
    case 'arithmetic':
      return rows.reduce((sum, row) => sum + (row.mean ?? 0), 0) / rows.length;
    case 'energy':
      return 10 * Math.log10(rows.reduce((sum, row) => sum + 10 ** ((row.mean ?? 0) / 10), 0) / rows.length);
    case 'vector': {
      const unit = (row: BucketRow, part: 'x' | 'y') => (row[part] ?? 0) / (Math.hypot(row.x ?? 0, row.y ?? 0) || 1);
      const x = rows.reduce((sum, row) => sum + unit(row, 'x'), 0);
      const y = rows.reduce((sum, row) => sum + unit(row, 'y'), 0);
      return ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360;
    }
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
