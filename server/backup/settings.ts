import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** What both programs take from the environment. */
export interface Settings {
  /** Undefined for the embedded database below `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** The folder of archives. */
  readonly to: string;
  /** VAULT_KEYS_FILE, where the operator names one. */
  readonly vaultKeys: string | undefined;
  /** What PostgreSQL's client programs are run with. */
  readonly env: NodeJS.ProcessEnv;
}

const setIn = (env: NodeJS.ProcessEnv, name: string): string | undefined => env[name] || undefined;

/**
 * The database of DATABASE_URL with the files of XW_DATA_DIR; without the one the embedded database of the other, and
 * without either that of `npm start` or the demo's, whichever is there.
 */
export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const databaseUrl = setIn(env, 'DATABASE_URL');
  // Of a server by itself the first, of `npm start` the second.
  const beside = ['data/server', 'data/embedded'].find((dir) => existsSync(dir)) ?? 'data/server';
  const embedded = ['data/embedded', 'data/demo'].find((dir) => existsSync(join(dir, 'database'))) ?? 'data/embedded';
  const programs = setIn(env, 'POSTGRES_BIN');
  const path = [programs, env['PATH']].filter((part) => part !== undefined).join(delimiter);
  return {
    databaseUrl,
    dataDir: resolve(setIn(env, 'XW_DATA_DIR') ?? (databaseUrl === undefined ? embedded : beside)),
    to: resolve(setIn(env, 'BACKUP_DIR') ?? 'data/backups'),
    vaultKeys: setIn(env, 'VAULT_KEYS_FILE'),
    env: { ...env, PATH: path },
  };
}
