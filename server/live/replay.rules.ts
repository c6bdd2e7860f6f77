import { metricFacts, metrics } from '../../contracts/metrics.ts';
import type { Bucket } from './bucket.rules.ts';
import type { SummedRow } from './live.sql.ts';
import type { Buckets, Contribution, Judging } from './rollup.rules.ts';

/** What the database summed, as a contribution for the very fold that takes single readings. */
export function contributionOfSums(row: SummedRow): Contribution {
  const buckets: Buckets = {};
  for (const metric of metrics) {
    const { column, mean } = metricFacts[metric];
    const count = row[`${column}_count`] ?? 0;
    if (count === 0) continue;
    const bucket: Bucket = {
      count,
      sum: row[`${column}_sum`] ?? 0,
      min: row[`${column}_min`] ?? 0,
      max: row[`${column}_max`] ?? 0,
      x: (mean === 'energy' ? row.noise_energy : mean === 'vector' ? row.wind_sin : 0) ?? 0,
      y: (mean === 'vector' ? row.wind_cos : 0) ?? 0,
    };
    buckets[metric] = bucket;
  }
  return { at: row.bucket, buckets };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The coarsest grain, in minutes, that still falls into every judging window whole. */
export const grainOf = (judging: readonly Judging[]): number =>
  judging.length === 0 ? 60 : judging.map(({ windowMinutes }) => windowMinutes).reduce(gcd);
