import type { Statement } from './database.ts';

export const selectVersion: Statement = { text: `select version() as version` };

export const selectExtension: Statement = {
  text: `select extversion as version from pg_extension where extname = 'timescaledb'`,
};

/** Newest migration applied; the table is the migration runner's. */
export const selectSchemaVersion: Statement = { text: `select max(version)::int as version from schema_version` };

const days = (count: number): string => `${count} days`;

/** Aggregates from fine to coarse, with how often each is refreshed and how much of it in one batch. */
const aggregates = [
  { name: 'readings_1m', lag: '2 minutes', every: '1 minute', batch: 120 },
  { name: 'readings_10m', lag: '10 minutes', every: '5 minutes', batch: 36 },
  { name: 'readings_1h', lag: '1 hour', every: '15 minutes', batch: 72 },
  { name: 'readings_1d', lag: '1 day', every: '1 hour', batch: 14 },
] as const;

/**
 * Refresh reaches back as far as back-fill may come and no further: were it to reach chunks that retention has dropped,
 * it would empty their aggregates. It works newest first in bounded batches.
 */
export const refreshPolicies = (reachDays: number, everyMinute: boolean): Statement[] =>
  aggregates.flatMap(({ name, lag, every, batch }) => [
    { text: `select remove_continuous_aggregate_policy('${name}', if_exists => true)` },
    {
      text: `select add_continuous_aggregate_policy('${name}', start_offset => $1::interval, end_offset => $2::interval,
       schedule_interval => $3::interval, buckets_per_batch => ${batch}, max_batches_per_execution => 50)`,
      values: [days(reachDays), lag, everyMinute ? '1 minute' : every],
    },
  ]);

/** Compression and retention as configured. */
export const keepingPolicies = (keep: { compressAfter: number; readings: number; minutes: number }): Statement[] => [
  ...['readings', 'device_status'].flatMap((table) => [
    { text: `select remove_compression_policy('${table}', if_exists => true)` },
    { text: `select add_compression_policy('${table}', $1::interval)`, values: [days(keep.compressAfter)] },
  ]),
  ...(
    [
      ['readings', keep.readings],
      ['device_status', keep.readings],
      ['camera_events', keep.readings],
      ['readings_1m', keep.minutes],
    ] as const
  ).flatMap(([table, count]) => [
    { text: `select remove_retention_policy('${table}', if_exists => true)` },
    { text: `select add_retention_policy('${table}', $1::interval)`, values: [days(count)] },
  ]),
];

/** Has each run of compression take one chunk. */
export const compressOneByOne: Statement = {
  text: `select alter_job(job_id, config => config || '{"maxchunks_to_compress": 1}')
  from timescaledb_information.jobs where proc_name = 'policy_compression'`,
};

export const forgetQuarantine = (keepDays: number): Statement => ({
  text: `delete from quarantine where last_at < now() - $1::interval`,
  values: [days(keepDays)],
});
