import { join } from 'node:path';
import type pg from 'pg';
import { addressOf, databaseNameOf } from './addresses.rules.ts';
import { run, stateOf, versionsOf, withClient } from './databaseState.ts';
import { seeEverything, selectTables } from './databaseState.sql.ts';
import { differences } from './differences.rules.ts';
import { BackupRefused, type Manifest } from './manifest.ts';
import { checkProgram, DUMP, runProgram } from './serverDump.ts';
import * as sql from './serverRestore.sql.ts';

const NO_SUCH_DATABASE = '3D000';

/** How many tables of ours a database has; undefined when there is no such database. */
export const countTables = (databaseUrl: string): Promise<number | undefined> =>
  withClient(databaseUrl, async (client) => (await run(client, selectTables)).length).catch((error: unknown) => {
    if ((error as { code?: string }).code === NO_SUCH_DATABASE) return undefined;
    throw error;
  });

/** Makes room: an empty database of that name, what was there standing aside under another. @returns that name */
export async function emptyDatabase(databaseUrl: string, exists: boolean, stamp: string): Promise<string | undefined> {
  const name = databaseNameOf(databaseUrl);
  const aside = exists ? `${name}_replaced_${stamp}` : undefined;
  await withClient(addressOf(databaseUrl, name === 'postgres' ? 'template1' : 'postgres'), async (client) => {
    if (aside !== undefined) for (const statement of sql.moveDatabaseAside(name, aside)) await run(client, statement);
    await run(client, sql.createDatabase(name));
  });
  return aside;
}

async function prepare(client: pg.Client, { database, roles }: Manifest): Promise<void> {
  const there = new Set((await run<{ name: string }>(client, sql.selectRoleNames)).map(({ name }) => name));
  for (const role of roles.filter(({ name }) => !there.has(name)))
    for (const statement of sql.createRole(role)) await run(client, statement);
  for (const role of roles.filter(({ isOurs }) => isOurs))
    for (const statement of sql.joinRoles(role)) await run(client, statement);
  if (database.timescale === null) return;
  await run(client, sql.createExtension(database.timescale));
  const [found] = await run<{ version: string }>(client, sql.selectExtensionVersion);
  if (found?.version !== database.timescale)
    throw new BackupRefused(
      `备份出自 TimescaleDB ${database.timescale},目标库为 ${found?.version ?? '无'},须先安装相同版本,恢复后再升级`,
    );
  await run(client, sql.preRestore);
}

/**
 * Fills an empty database from a dump. pg_restore may complain of things that are of no consequence (an extension's
 * comment that is not ours to set), so its word is not the measure: the sums of all rows and the number of objects are.
 * @returns what pg_restore complained of
 */
export async function restoreServer(
  databaseUrl: string,
  archive: string,
  manifest: Manifest,
  outer: NodeJS.ProcessEnv,
) {
  const { database } = manifest;
  const major = await withClient(databaseUrl, async (client) => Math.floor((await versionsOf(client)).number / 10_000));
  await checkProgram('pg_restore', major, outer);
  await withClient(databaseUrl, (client) => prepare(client, manifest));
  const args = ['--no-owner', join(archive, 'database', DUMP)];
  const { errors } = await runProgram({ name: 'pg_restore', args }, outer, databaseUrl);
  const found = await withClient(databaseUrl, async (client) => {
    if (database.timescale !== null) await run(client, sql.postRestore);
    await run(client, sql.analyze);
    await run(client, seeEverything);
    return stateOf(client);
  });
  const wrong = differences({ ...database, postgres: found.postgres }, found);
  if (wrong.length > 0)
    throw new Error(
      ['恢复后的数据库与备份不一致:', ...wrong, ...(errors ? ['pg_restore 的输出:', errors] : [])].join('\n  '),
    );
  return errors;
}
