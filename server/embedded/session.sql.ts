/** What the embedded database's process says to its session on its own account. */

/** Before anything else: without it compressed chunks of an existing directory read as empty. */
export const LOAD_TIMESCALE = "load 'timescaledb'";
export const CREATE_TIMESCALE = 'create extension if not exists timescaledb';

/**
 * How every connection finds the session. Statistics from a tenth of the usual sample: nobody is served meanwhile, and a
 * large chunk takes 50 ms so instead of 600.
 */
export const SETTINGS = "set timezone to 'UTC'; set search_path to public; set default_statistics_target to 10";

/** Settings a client changed for "its" session would otherwise stay for everybody. */
export const RESET_SESSION = `reset session authorization; reset all; ${SETTINGS}`;

export const ROLLBACK = 'rollback';
export const SERVER_VERSION = 'show server_version';
export const CHECKPOINT = 'checkpoint';

/** A table that holds rows itself, and how many pages it has now and had when it was last looked at. */
export interface TableSize {
  readonly name: string;
  readonly pages: number;
  readonly knownPages: number;
}

/**
 * Not the hypertables above their chunks: a sample over all chunks took 5 s, and their estimates come from the chunks.
 * What was never analysed counts as unknown, -1 pages.
 */
export const TABLE_SIZES = `
select format('%I.%I', n.nspname, c.relname) as name, (pg_relation_size(c.oid) / 8192)::int as pages,
       case when c.reltuples < 0 then -1 else c.relpages end as "knownPages"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'm') and c.relpersistence = 'p' and not exists (select from pg_inherits where inhparent = c.oid)`;

export const vacuumOf = (table: string): string => `vacuum ${table}`;
export const vacuumAndAnalyzeOf = (table: string): string => `vacuum (analyze) ${table}`;

/** How far the write-ahead log has grown, in bytes since the beginning of time. */
export const WAL_POSITION = "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as bytes";
