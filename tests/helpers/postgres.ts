import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { shipTemplates } from '../../server/modules/indicators/shipped.ts';
import { migrate } from '../../server/platform/migrations.ts';

const DEBIAN = '/usr/lib/postgresql';
const OLDEST = 15;

/** The folder of the newest PostgreSQL server programs (15 or newer), or undefined. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const [newest] = versions
    .filter((v) => v >= OLDEST && existsSync(join(DEBIAN, `${v}`, 'bin', 'initdb')))
    .sort((a, b) => b - a);
  return newest === undefined ? undefined : join(DEBIAN, `${newest}`, 'bin');
}

/** `describe` for tests that need PostgreSQL: skipped by name where it is missing, a failure there with CI=true. */
export const describeWithPostgres =
  findPostgres() === undefined && process.env['CI'] !== 'true'
    ? (name: string, _body: () => void) => describe.skip(`${name} [needs PostgreSQL ${OLDEST}+]`, () => undefined)
    : describe;

/** An empty database with the product's schema. */
export interface TestPostgres {
  readonly url: string;
  remove(): Promise<void>;
}

/** A server of its own. */
export interface OwnPostgres extends TestPostgres {
  /** Stops the server; `start` brings it back with its data. */
  stop(): void;
  start(): void;
}

/** PostgreSQL refuses to run as root; Debian brings a user for it. */
const asServerUser = (program: string, args: readonly string[]): string => {
  const isRoot = process.getuid?.() === 0;
  const [command, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
  return execFileSync(command, [...all], { cwd: tmpdir(), stdio: 'pipe', encoding: 'utf8' });
};

/**
 * A database of its own in the cluster that the run shares: a copy of one that is migrated, made in a tenth of the time
 * that its migrations take.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const { url: shared } = inject('postgres');
  const name = `xw_${randomUUID().replaceAll('-', '')}`;
  const onShared = async (...texts: readonly string[]) => {
    const client = new pg.Client({ connectionString: shared });
    await client.connect();
    try {
      for (const text of texts) await client.query(text);
    } finally {
      await client.end();
    }
  };
  // What migration 018 sets for a database is not copied with it.
  await onShared(`create database ${name} template ${TEMPLATE}`, `alter database ${name} set jit = off`);
  return {
    url: shared.replace('/postgres?', `/${name}?`),
    remove: () => onShared(`drop database ${name} with (force)`),
  };
}

/** The cluster of a run, with the database that `startPostgres` copies. */
export async function startSharedPostgres(): Promise<OwnPostgres> {
  const cluster = await startOwnPostgres({ migrated: false });
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrateForTests(cluster.url.replace('/postgres?', `/${TEMPLATE}?`));
  return cluster;
}

const TEMPLATE = 'xw_template';
const migrateForTests = (url: string) => migrate(url, { plain: true, bring: shipTemplates });

/**
 * A private PostgreSQL cluster in a temporary folder, on a Unix socket only, without fsync: for tests.
 * @param options.migrated whether to apply the migrations that need no TimescaleDB
 */
export async function startOwnPostgres(options: { migrated?: boolean } = {}): Promise<OwnPostgres> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error(`PostgreSQL ${OLDEST} or newer is not installed`);
  const dir = mkdtempSync(join(tmpdir(), 'xw-pg-'));
  chmodSync(dir, 0o777);
  const data = join(dir, 'data');
  const settings = `-c listen_addresses='' -c unix_socket_directories=${dir} -c fsync=off -c synchronous_commit=off`;
  const control = (...args: string[]) => asServerUser(join(bin, 'pg_ctl'), ['-D', data, '-w', ...args]);
  const start = () => void control('-l', join(dir, 'log'), '-o', settings, 'start');
  const stop = () => void control('-m', 'immediate', 'stop');
  asServerUser(join(bin, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ]);
  start();
  const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(dir)}`;
  if (options.migrated !== false) await migrateForTests(url);
  return {
    url,
    start,
    stop,
    remove() {
      try {
        stop();
      } catch {
        // It may have been stopped by the test.
      }
      rmSync(dir, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
