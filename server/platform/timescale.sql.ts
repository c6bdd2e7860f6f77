import type { Statement } from './database.ts';

export const selectVersion: Statement = { text: `select version() as version` };

export const selectExtension: Statement = {
  text: `select extversion as version from pg_extension where extname = 'timescaledb'`,
};

/** Newest migration applied; the table is the migration runner's. */
export const selectSchemaVersion: Statement = { text: `select max(version)::int as version from schema_version` };

const days = (count: number): string => `${count} days`;

/** Aggregates from fine to coarse, with how often each is refreshed and how much of one run may be worked off. */
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
export const refreshPolicies = (reachDays: number, pace: { maxBatches: number; every?: string }): Statement[] =>
  aggregates.flatMap(({ name, lag, every, batch }) => [
    { text: `select remove_continuous_aggregate_policy('${name}', if_exists => true)` },
    {
      text: `select add_continuous_aggregate_policy('${name}', start_offset => $1::interval, end_offset => $2::interval,
       schedule_interval => $3::interval, buckets_per_batch => ${batch}, max_batches_per_execution => ${pace.maxBatches})`,
      values: [days(reachDays), lag, pace.every ?? every],
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

/** Policy jobs and how often each is due. */
export const selectJobs: Statement = {
  text: `select job_id::int as "jobId", proc_name as name, extract(epoch from schedule_interval)::float8 * 1000 as "everyMs"
  from timescaledb_information.jobs where job_id >= 1000 and scheduled order by job_id`,
};

/**
 * Whether a refresh job has something left to do within its window: a noted range of changes older than what the next
 * regular run takes up anyway. Read from the catalogue of the embedded build, whose version is pinned.
 */
export const selectBehind = (jobId: number): Statement => ({
  text: `select exists (
       select from _timescaledb_catalog.continuous_aggs_materialization_invalidation_log l
        where l.materialization_id = (j.config ->> 'mat_hypertable_id')::int
          and l.greatest_modified_value >= extract(epoch from now() - (j.config ->> 'start_offset')::interval + (j.config ->> 'end_offset')::interval) * 1e6
          and l.lowest_modified_value < extract(epoch from now() - 3 * (j.config ->> 'end_offset')::interval) * 1e6
       ) as behind
  from timescaledb_information.jobs j where j.job_id = $1 and j.config ? 'mat_hypertable_id'`,
  values: [jobId],
});

export const runJob = (jobId: number): Statement => ({ text: `call run_job(${Math.trunc(jobId)})` });

export const forgetQuarantine = (keepDays: number): Statement => ({
  text: `delete from quarantine where last_at < now() - $1::interval`,
  values: [days(keepDays)],
});
