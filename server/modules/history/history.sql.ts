import type { HistoryScope } from '../../../contracts/history.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { metricFacts, type Metric } from '../../../contracts/metrics.ts';
import type { Statement } from '../../platform/database.ts';
import type { Resolution } from './history.rules.ts';

const scopeConditions: Readonly<Record<HistoryScope, string>> = {
  device: 'd.code = $1',
  site: 'd.site_code = $1',
  street: 'd.site_code in (select code from sites where street_code = $1)',
};

/** Devices of a scope; none means that the scope does not exist or carries nothing. */
export const selectDeviceIds = (scope: HistoryScope, code: string): Statement => ({
  text: `select d.id from devices d where ${scopeConditions[scope]} and d.kind = 'env'`,
  values: [code],
});

/** Mean of a bucket: Leq for sound, plain mean else; wind direction is averaged from its vector sums later. */
const meanOf = (metric: Metric): string => {
  const { column, mean } = metricFacts[metric];
  if (mean === 'energy') return `10 * log(sum(noise_energy) / sum(${column}_count))`;
  if (mean === 'vector') return 'null::float8';
  return `sum(${column}_sum) / sum(${column}_count)`;
};

/** Buckets counted from midnight Asia/Shanghai; with a null mean left out there is no row where there is no value. */
export const selectBuckets = (
  metric: Metric,
  deviceIds: readonly number[],
  from: Instant,
  to: Instant,
  { source, bucketMinutes }: Resolution,
): Statement => {
  const { column, mean } = metricFacts[metric];
  const [x, y] = mean === 'vector' ? ['sum(wind_sin)', 'sum(wind_cos)'] : ['null::float8', 'null::float8'];
  return {
    text: `select device_id, date_bin(make_interval(mins => $4), bucket, timestamptz '2000-01-01 00:00+08') as bucket,
       min(${column}_min) as min, max(${column}_max) as max, ${meanOf(metric)} as mean,
       ${x} as x, ${y} as y, sum(${column}_count)::int as count
  from ${source}
 where device_id = any($1) and bucket >= $2 and bucket < $3 and ${column}_count > 0
 group by 1, 2
 order by 2, 1`,
    values: [[...deviceIds], new Date(from), new Date(to), bucketMinutes],
  };
};
