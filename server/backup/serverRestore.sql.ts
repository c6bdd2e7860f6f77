import type { Statement } from '../platform/database.ts';
import type { NamedRole } from './manifest.ts';

const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const createDatabase = (name: string): Statement => ({
  text: `create database ${named(name)} template template0 encoding 'UTF8'`,
});

/** Cuts everybody off and gives the database another name. TimescaleDB's scheduler would come back: hence the first. */
export const moveDatabaseAside = (name: string, aside: string): Statement[] => [
  { text: `alter database ${named(name)} allow_connections false` },
  {
    text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
    values: [name],
  },
  { text: `alter database ${named(name)} rename to ${named(aside)}` },
  { text: `alter database ${named(aside)} allow_connections true` },
];

export const createExtension = (version: string): Statement => ({
  text: `create extension if not exists timescaledb version ${quoted(version)}`,
});
export const selectExtensionVersion: Statement = {
  text: `select extversion as version from pg_extension where extname = 'timescaledb'`,
};

/** TimescaleDB's own bracket round a restore: no triggers, no jobs, catalogue as dumped. */
export const preRestore: Statement = { text: 'select timescaledb_pre_restore()' };
export const postRestore: Statement = { text: 'select timescaledb_post_restore()' };

export const selectRoleNames: Statement = { text: 'select rolname as name from pg_roles' };

/** Roles are not part of a dump; without a login nobody comes in by one, and rights are granted to it by the dump. */
export const createRole = ({ name, isOurs }: NamedRole): Statement[] => [
  { text: `create role ${named(name)} nologin` },
  ...(isOurs ? [{ text: `grant ${named(name)} to current_user` }] : []),
];

/** The roles that stand for one kind of reach have the rights of the one that they are members of. */
export const joinRoles = ({ name, memberOf = [] }: NamedRole): Statement[] =>
  memberOf.map((held) => ({ text: `grant ${named(held)} to ${named(name)}` }));

/** A dump has no statistics. */
export const analyze: Statement = { text: 'analyze' };
