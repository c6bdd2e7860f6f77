import type { Statement } from '../platform/database.ts';

/** Rows beyond row security are rows too: better an error than a backup without them. */
export const seeEverything: Statement = { text: `set row_security = off; set timezone to 'UTC'` };

export const beginSnapshot: Statement = { text: 'begin isolation level repeatable read, read only' };
export const exportSnapshot: Statement = { text: 'select pg_export_snapshot() as snapshot' };
export const commit: Statement = { text: 'commit' };
export const mark: Statement = { text: 'savepoint table_sum' };
export const backToMark: Statement = { text: 'rollback to savepoint table_sum' };

export const selectVersions: Statement = {
  text: `select current_setting('server_version') as postgres, current_setting('server_version_num')::int as number,
       (select extversion from pg_extension where extname = 'timescaledb') as timescale`,
};

/** Schemas that hold what is ours: not PostgreSQL's, not TimescaleDB's. */
const OURS = `n.nspname !~ '^(pg_|_?timescaledb_)' and n.nspname <> 'information_schema'`;
/** Nothing that an extension brought along. */
const notOfAnExtension = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend x where x.classid = '${catalogue}'::regclass and x.objid = ${oid} and x.deptype = 'e')`;

/** A table, and where its rows are: the same, but for a continuous aggregate. */
export interface NamedTable {
  readonly name: string;
  readonly source: string;
}

export const selectTables: Statement = {
  text: `select format('%I.%I', n.nspname, c.relname) as name, format('%I.%I', n.nspname, c.relname) as source
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'm') and c.relpersistence = 'p' and ${OURS} and ${notOfAnExtension('pg_class', 'c.oid')}
   and not exists (select from pg_inherits i where i.inhrelid = c.oid)
 order by 1`,
};

/** What has been computed of the continuous aggregates: beyond it they are derived from readings. */
export const selectAggregates: Statement = {
  text: `select format('%I.%I', view_schema, view_name) as name,
       format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name) as source
  from timescaledb_information.continuous_aggregates order by 1`,
};

/** Sums are of numeric, which does not overflow, and do not depend on the order of rows. */
export const sumByRecord = (source: string): Statement => ({
  text: `select count(*)::bigint::text as rows, coalesce(sum(hash_record_extended(t, 0)), 0)::text as digest from ${source} t`,
});
/** For a table with a column that PostgreSQL cannot hash (json, tsvector): by the text of the row. */
export const sumByText = (source: string): Statement => ({
  text: `select count(*)::bigint::text as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as digest from ${source} t`,
});

export const selectShape: Statement = {
  text: `select
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('i', 'I') and ${OURS}) as "索引",
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'v' and ${OURS} and ${notOfAnExtension('pg_class', 'c.oid')}) as "视图",
       (select count(*)::int from pg_constraint k join pg_namespace n on n.oid = k.connamespace
         where k.contype <> 'n' and ${OURS}) as "约束",
       (select count(*)::int from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
         where not g.tgisinternal and ${OURS}) as "触发器",
       (select count(*)::int from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
         where ${OURS}) as "行级策略",
       (select count(*)::int from pg_proc f join pg_namespace n on n.oid = f.pronamespace
         where ${OURS} and ${notOfAnExtension('pg_proc', 'f.oid')}) as "函数",
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
         where ${OURS} and a.grantee <> c.relowner and ${notOfAnExtension('pg_class', 'c.oid')}) as "授权"`,
};

/** Roles that grants, policies or owners of this database name; they live beside it, in the cluster. */
export const selectRoles: Statement = {
  text: `select distinct r.rolname as name, pg_has_role(current_user, r.oid, 'member') as "isOurs",
       array(select held.rolname::text from pg_auth_members m join pg_roles held on held.oid = m.roleid
              where m.member = r.oid order by 1) as "memberOf"
  from pg_shdepend d join pg_roles r on r.oid = d.refobjid
 where d.refclassid = 'pg_authid'::regclass and d.dbid = (select oid from pg_database where datname = current_database())
   and r.rolname <> current_user
 order by 1`,
};
