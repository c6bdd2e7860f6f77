import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DirectoryInUse, lockDirectory } from '../embedded/dataLock.ts';
import { embeddedDatabaseUrl, startEmbeddedDatabase } from '../embedded/launcher.ts';
import { run, stateOf, withClient } from './databaseState.ts';
import * as sql from './embeddedCopy.sql.ts';
import { BackupRefused, type DatabaseState } from './manifest.ts';
import { TreeCopy } from './trees.ts';

/** The folder of the PostgreSQL files below the embedded database's own. */
export const FILES = 'pg';
/** A transaction that is idle for 60 s is cut off; this one shows every so often that it is not. */
const SIGN_OF_LIFE_MS = 20_000;
const WAL_FILE = /^pg_wal\/([0-9A-F]{24})$/;

/** A file of the write-ahead log that is older than where a start begins is of no use to it. */
const isNeeded =
  (first: string) =>
  (path: string): boolean =>
    (WAL_FILE.exec(path)?.[1] ?? first) >= first;

/**
 * Copies the embedded database's files as they are at one moment, whether it runs or not. Its one session makes that
 * simple: whoever holds it holds the only writer. The bulk is copied while everybody is served; then, with the session
 * held and everything in the files, what changed meanwhile is copied again.
 * @param folder the embedded database's folder, with `pg` in it
 * @returns how long nobody else was served, in ms; 0 when it was not running
 */
export async function copyEmbedded(folder: string, to: string): Promise<number> {
  const from = join(folder, FILES);
  if (!existsSync(join(from, 'PG_VERSION'))) throw new BackupRefused(`${folder} 中没有内置数据库`);
  let unlock: () => void;
  try {
    unlock = lockDirectory(folder);
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw error;
    // Held by something that is no database, a restore for instance: there is nobody to ask.
    return copyRunning(folder, new TreeCopy(from, to)).catch((trouble: unknown) => {
      const isDeaf = ['ENOENT', 'ECONNREFUSED'].includes((trouble as { code?: string }).code ?? '');
      throw isDeaf ? error : trouble;
    });
  }
  try {
    await new TreeCopy(from, to).pass();
    return 0;
  } finally {
    unlock();
  }
}

const copyRunning = (folder: string, copy: TreeCopy): Promise<number> =>
  withClient(embeddedDatabaseUrl(folder), async (client) => {
    await run(client, sql.checkpoint);
    await copy.pass((path) => !path.startsWith('pg_wal/'));
    const heldAt = performance.now();
    await run(client, sql.hold);
    const timer = setInterval(() => void run(client, sql.stillHere).catch(() => undefined), SIGN_OF_LIFE_MS);
    try {
      await run(client, sql.checkpoint);
      const [before] = await run<sql.WalPlace>(client, sql.walPlace);
      if (before === undefined) throw new Error('the database did not say where its log ends');
      await copy.pass(isNeeded(before.first));
      // The proof that nothing was written meanwhile; were the connection cut off, this is where it shows.
      const [after] = await run<sql.WalPlace>(client, sql.walPlace);
      if (after?.position !== before.position) throw new Error(`the log moved: ${before.position}`);
    } finally {
      clearInterval(timer);
      await run(client, sql.letGo).catch(() => undefined);
    }
    return Math.round(performance.now() - heldAt);
  });

/** Opens a copy of the files in a database process of its own, for as long as `work` takes. */
export async function withCopy<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const database = await startEmbeddedDatabase({ dataDir: folder });
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

/** What is in a copy of the files. */
export const stateOfCopy = (folder: string): Promise<DatabaseState> =>
  withCopy(folder, (url) => withClient(url, (client) => stateOf(client)));
