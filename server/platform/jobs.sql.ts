import type { Instant } from '../../contracts/glossary.ts';
import type { Statement } from './database.ts';

/** A policy's job, as the catalogue has it. */
export interface Job {
  readonly jobId: number;
  readonly name: string;
  readonly everyMs: number;
  /** What a refresh works on; null for other jobs. */
  readonly refresh: RefreshJob | null;
}
export interface RefreshJob {
  readonly aggregateId: number;
  /** How far from now a refresh ends and where it begins. */
  readonly lag: string;
  readonly reach: string;
}

/** Policy jobs and how often each is due, refreshes first and from fine to coarse. */
export const selectJobs: Statement = {
  text: `select job_id::int as "jobId", proc_name as name, extract(epoch from schedule_interval)::float8 * 1000 as "everyMs",
       case when config ? 'mat_hypertable_id' then json_build_object('aggregateId', config -> 'mat_hypertable_id',
            'lag', config -> 'end_offset', 'reach', config -> 'start_offset') end as refresh
  from timescaledb_information.jobs where job_id >= 1000 and scheduled order by job_id`,
};

/** The newest stretch of an aggregate that has to be computed. */
export interface RefreshStep {
  readonly aggregate: string;
  readonly bucketMs: number;
  /** Where the window begins: with a whole bucket, or the rest of one would stay to be done for ever. */
  readonly since: Instant;
  /** End of the newest bucket that changed. */
  readonly to: Instant;
}

/**
 * Where a refresh has something to do: the newest changed bucket within its window that begins before `before`. No row
 * when there is none. Changes are noted as ranges, the end of the series that was never computed being one of them. Asking
 * takes a millisecond; a run of the policy's job without anything to do takes up to a hundred. Read from the catalogue of
 * the embedded build, whose version is pinned.
 */
export const selectRefreshStep = ({ aggregateId, lag, reach }: RefreshJob, before: Instant | null): Statement => ({
  text: `select a.user_view_name as aggregate, extract(epoch from w.width)::float8 * 1000 as "bucketMs",
       to_timestamp(w.since / 1e6) as since,
       time_bucket(w.width, to_timestamp(max(least(l.greatest, w.until - 1)) / 1e6), w.zone) + w.width as "to"
  from _timescaledb_catalog.continuous_agg a
  join _timescaledb_catalog.continuous_aggs_bucket_function b on b.mat_hypertable_id = a.mat_hypertable_id
 cross join lateral (select b.bucket_width::interval as width, coalesce(b.bucket_timezone, 'UTC') as zone) z
 cross join lateral (
       select z.width, z.zone,
              (extract(epoch from least(time_bucket(z.width, now() - $2::interval, z.zone), $4::timestamptz)) * 1e6)::bigint as until,
              (extract(epoch from time_bucket(z.width, now() - $3::interval + $2::interval, z.zone)) * 1e6)::bigint as since) w
 cross join lateral (
       select lowest_modified_value as lowest, greatest_modified_value as greatest
         from _timescaledb_catalog.continuous_aggs_materialization_invalidation_log where materialization_id = a.mat_hypertable_id
        union all
       select lowest_modified_value, greatest_modified_value
         from _timescaledb_catalog.continuous_aggs_hypertable_invalidation_log where hypertable_id = a.raw_hypertable_id) l
 where a.mat_hypertable_id = $1 and l.lowest < w.until and l.greatest >= w.since and w.until > w.since
 group by a.user_view_name, w.width, w.zone, w.since`,
  values: [aggregateId, lag, reach, before === null ? null : new Date(before)],
});

/** The newest reading of a stretch; null when it is empty. */
export const selectNewestReading = (from: Instant, to: Instant): Statement => ({
  text: `select max(at) as at from readings where at >= $1 and at < $2`,
  values: [new Date(from), new Date(to)],
});

/** Computes what changed between two instants; what did not is left alone. */
export const refreshAggregate = (aggregate: string, from: Instant, to: Instant): Statement => ({
  text: `call refresh_continuous_aggregate($1::text::regclass, $2::timestamptz, $3::timestamptz)`,
  values: [aggregate, new Date(from), new Date(to)],
});

/** How many chunks a compression job would take; the same conditions as in the job itself. */
export const countUncompressed = (jobId: number): Statement => ({
  text: `select count(*)::int as count
  from timescaledb_information.jobs j
 cross join lateral show_chunks(format('%I.%I', j.hypertable_schema, j.hypertable_name)::regclass,
                                older_than => (j.config ->> 'compress_after')::interval) s(oid)
  join pg_class c on c.oid = s.oid
  join pg_namespace n on n.oid = c.relnamespace
  join _timescaledb_catalog.chunk k on k.schema_name = n.nspname and k.table_name = c.relname
 where j.job_id = $1 and not k.dropped and not k.osm_chunk and k.status <> 1 and k.status & 4 = 0`,
  values: [jobId],
});

export const runJob = (jobId: number): Statement => ({ text: `call run_job(${Math.trunc(jobId)})` });
