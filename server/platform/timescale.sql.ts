import type { Statement } from './database.ts';

export const selectVersion: Statement = { text: `select version() as version` };

export const selectExtension: Statement = {
  text: `select extversion as version from pg_extension where extname = 'timescaledb'`,
};

/** Newest migration applied; the table is the migration runner's. */
export const selectSchemaVersion: Statement = { text: `select max(version)::int as version from schema_version` };

const days = (count: number): string => `${count} days`;

/**
 * Aggregates from fine to coarse, with how often each is refreshed and how much of it one run may work off. On the
 * embedded database nobody else is served while a run lasts: its `step` takes 30 to 60 ms for 60 devices of a packet a
 * minute (measured; four times as many buckets took 200 to 450 ms).
 */
const aggregates = [
  { name: 'readings_1m', lag: '2 minutes', every: '1 minute', batch: 120, step: 30 },
  { name: 'readings_10m', lag: '10 minutes', every: '5 minutes', batch: 36, step: 9 },
  { name: 'readings_1h', lag: '1 hour', every: '15 minutes', batch: 72, step: 6 },
  { name: 'readings_1d', lag: '1 day', every: '1 hour', batch: 14, step: 2 },
] as const;

/**
 * Refresh reaches back as far as back-fill may come and no further: were it to reach chunks that retention has dropped,
 * it would empty their aggregates. It works newest first in bounded batches; in small steps one batch a run.
 */
export const refreshPolicies = (reachDays: number, inSmallSteps: boolean): Statement[] =>
  aggregates.flatMap(({ name, lag, every, batch, step }) => [
    { text: `select remove_continuous_aggregate_policy('${name}', if_exists => true)` },
    {
      text: `select add_continuous_aggregate_policy('${name}', start_offset => $1::interval, end_offset => $2::interval,
       schedule_interval => $3::interval, buckets_per_batch => ${inSmallSteps ? step : batch},
       max_batches_per_execution => ${inSmallSteps ? 1 : 50})`,
      values: [days(reachDays), lag, inSmallSteps ? '1 minute' : every],
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

/** Policy jobs and how often each is due. */
export const selectJobs: Statement = {
  text: `select job_id::int as "jobId", proc_name as name, extract(epoch from schedule_interval)::float8 * 1000 as "everyMs"
  from timescaledb_information.jobs where job_id >= 1000 and scheduled order by job_id`,
};

/** Whether a job has anything to do at all (`due`), and whether so much that it should go on at once (`behind`). */
export interface Pending {
  readonly due: boolean;
  readonly behind: boolean;
}

/**
 * What a refresh job would find: noted ranges of changes within its window, the not yet materialised end of the series
 * being one of them. `due` is a whole bucket, `behind` what is older than the next regular run takes up anyway. Asking
 * takes a millisecond, a run without anything to do up to a hundred. Read from the catalogue of the embedded build, whose
 * version is pinned.
 */
const refreshPending = (jobId: number): Statement => ({
  text: `select coalesce(bool_or(l.lowest < extract(epoch from
              time_bucket(b.bucket_width::interval, now() - w.lag, coalesce(b.bucket_timezone, 'UTC'))) * 1e6), false) as due,
       coalesce(bool_or(l.lowest < extract(epoch from now() - 3 * w.lag) * 1e6), false) as behind
  from timescaledb_information.jobs j
  join _timescaledb_catalog.continuous_agg a on a.mat_hypertable_id = (j.config ->> 'mat_hypertable_id')::int
  join _timescaledb_catalog.continuous_aggs_bucket_function b on b.mat_hypertable_id = a.mat_hypertable_id
 cross join lateral (select (j.config ->> 'end_offset')::interval as lag, (j.config ->> 'start_offset')::interval as reach) w
 cross join lateral (
       select lowest_modified_value as lowest, greatest_modified_value as greatest
         from _timescaledb_catalog.continuous_aggs_materialization_invalidation_log where materialization_id = a.mat_hypertable_id
        union all
       select lowest_modified_value, greatest_modified_value
         from _timescaledb_catalog.continuous_aggs_hypertable_invalidation_log where hypertable_id = a.raw_hypertable_id) l
 where j.job_id = $1 and l.greatest >= extract(epoch from now() - w.reach + w.lag) * 1e6`,
  values: [jobId],
});

/** The chunks that a compression job would take; the same conditions as in the job itself. */
const compressionPending = (jobId: number): Statement => ({
  text: `select count(*) > 0 as due, count(*) > 0 as behind
  from timescaledb_information.jobs j
 cross join lateral show_chunks(format('%I.%I', j.hypertable_schema, j.hypertable_name)::regclass,
                                older_than => (j.config ->> 'compress_after')::interval) s(oid)
  join pg_class c on c.oid = s.oid
  join pg_namespace n on n.oid = c.relnamespace
  join _timescaledb_catalog.chunk k on k.schema_name = n.nspname and k.table_name = c.relname
 where j.job_id = $1 and not k.dropped and not k.osm_chunk and k.status <> 1 and k.status & 4 = 0`,
  values: [jobId],
});

/** Jobs that can be asked; the others do all there is in one short run. */
export const selectPending: Readonly<Record<string, (jobId: number) => Statement>> = {
  policy_refresh_continuous_aggregate: refreshPending,
  policy_compression: compressionPending,
};

export const runJob = (jobId: number): Statement => ({ text: `call run_job(${Math.trunc(jobId)})` });

export const forgetQuarantine = (keepDays: number): Statement => ({
  text: `delete from quarantine where last_at < now() - $1::interval`,
  values: [days(keepDays)],
});
