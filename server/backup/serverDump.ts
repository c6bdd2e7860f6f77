import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { withoutPassword } from './addresses.rules.ts';
import { run, rolesOf, stateOf, versionsOf, withClient } from './databaseState.ts';
import * as sql from './databaseState.sql.ts';
import { BackupRefused, type DatabaseState, type NamedRole } from './manifest.ts';

export const DUMP = 'dump';

/** A PostgreSQL client program of a server's or a newer version. */
interface Program {
  readonly name: 'pg_dump' | 'pg_restore';
  readonly args: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a client program to its end; the password goes by the environment, which other users cannot see. @param outer the environment, in whose PATH it is looked for */
export function runProgram({ name, args }: Program, outer: NodeJS.ProcessEnv, databaseUrl?: string): Promise<Ended> {
  const { address, password } = withoutPassword(databaseUrl ?? '');
  const env = password === undefined ? {} : { PGPASSWORD: password };
  const all = databaseUrl === undefined ? args : [...args, '--no-password', `--dbname=${address}`];
  return new Promise((resolve, reject) => {
    const child = spawn(name, all, { env: { ...outer, ...env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString('utf8')));
    child.once('error', () => reject(new BackupRefused(`找不到程序 ${name},请安装 PostgreSQL 客户端程序`)));
    child.once('close', (code) => resolve({ code, output: said.out.trim(), errors: said.err.trim() }));
  });
}

/** Refuses client programs that are older than the server: pg_dump would refuse it too, in words nobody understands. */
export async function checkProgram(
  name: Program['name'],
  serverMajor: number,
  outer: NodeJS.ProcessEnv,
): Promise<void> {
  const { output } = await runProgram({ name, args: ['--version'] }, outer);
  const major = Number(/(\d+)(?:\.\d+)?/.exec(output.replace(/^.*\) /, ''))?.[1]);
  if (major < serverMajor)
    throw new BackupRefused(
      `${name} 为 ${major} 版,数据库为 ${serverMajor} 版,请安装 PostgreSQL ${serverMajor} 或更新的客户端程序`,
    );
}

export interface Dumped {
  readonly state: DatabaseState;
  readonly roles: NamedRole[];
}

/**
 * Dumps a database of a server into a folder, and counts its rows in the very snapshot that the dump is of: what comes in
 * meanwhile is in neither.
 */
export const dumpServer = (databaseUrl: string, to: string, outer: NodeJS.ProcessEnv): Promise<Dumped> =>
  withClient(databaseUrl, async (client: pg.Client) => {
    const { number } = await versionsOf(client);
    await checkProgram('pg_dump', Math.floor(number / 10_000), outer);
    await mkdir(to, { recursive: true, mode: 0o700 });
    await run(client, sql.seeEverything);
    await run(client, sql.beginSnapshot);
    const [held] = await run<{ snapshot: string }>(client, sql.exportSnapshot);
    const args = ['--format=custom', '--compress=1', `--snapshot=${held?.snapshot ?? ''}`, `--file=${join(to, DUMP)}`];
    const [dumped, state] = await Promise.all([
      runProgram({ name: 'pg_dump', args }, outer, databaseUrl),
      stateOf(client, true),
    ]);
    const roles = await rolesOf(client);
    await run(client, sql.commit);
    if (dumped.code !== 0) throw new Error(`pg_dump 失败:${dumped.errors}`);
    return { state, roles };
  });
