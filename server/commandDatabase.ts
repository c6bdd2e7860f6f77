import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reachEmbeddedDatabase } from './embedded/launcher.ts';

/** Which database a command of the console works on, and where the files beside it lie. */
export interface CommandDatabase {
  readonly url: string;
  readonly dataDir: string;
}

/**
 * The database named by DATABASE_URL. Without one the embedded database of XW_DATA_DIR, and without that either the one
 * of `npm start` or the demo's, whichever is there: the running one beside whoever uses it, else its own process for as
 * long as `work` takes. It says which.
 */
export async function withCommandDatabase<T>(
  env: NodeJS.ProcessEnv,
  doing: string,
  work: (database: CommandDatabase) => Promise<T>,
): Promise<T> {
  const { DATABASE_URL: url, XW_DATA_DIR: given } = env;
  if (url !== undefined && url !== '') return work({ url, dataDir: given ?? 'data/server' });
  const there = ['data/embedded', 'data/demo'].find((dir) => existsSync(join(dir, 'database')));
  const dataDir = given ?? there ?? 'data/embedded';
  console.error(`未设置 DATABASE_URL,${doing}内置数据库 ${join(dataDir, 'database')}`);
  const database = await reachEmbeddedDatabase({ dataDir: join(dataDir, 'database') });
  try {
    return await work({ url: database.url, dataDir });
  } finally {
    await database.stop();
  }
}
