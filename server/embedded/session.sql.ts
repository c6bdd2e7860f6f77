/** What the embedded database's process says to its session on its own account. */

/** Before anything else: without it compressed chunks of an existing directory read as empty. */
export const LOAD_TIMESCALE = "load 'timescaledb'";
export const CREATE_TIMESCALE = 'create extension if not exists timescaledb';

/** How every connection finds the session. */
export const SETTINGS = "set timezone to 'UTC'; set search_path to public";

/** Settings a client changed for "its" session would otherwise stay for everybody. */
export const RESET_SESSION = `reset session authorization; reset all; ${SETTINGS}`;

export const ROLLBACK = 'rollback';
export const SERVER_VERSION = 'show server_version';
export const CHECKPOINT = 'checkpoint';
export const VACUUM = 'vacuum (analyze)';

/** How far the write-ahead log has grown, in bytes since the beginning of time. */
export const WAL_POSITION = "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as bytes";
