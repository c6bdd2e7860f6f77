import { buildApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import type { SecondFactorMode } from '../contracts/account.ts';
import { roleNames } from '../contracts/permissions.ts';
import { ensureSetupLinks } from './modules/people/setup.ts';
import { systemClock } from './platform/clock.ts';
import { openDatabase, type Database } from './platform/database.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { newestMigration } from './readiness.ts';
import { schemaVersion } from './platform/timescale.ts';
import { TlsFileError } from './platform/tlsFiles.ts';
import { KeyFileError } from './vault/keyFile.ts';

/** Decides whether people show a second factor. Only the demonstration's own process has one. */
export type DecideSecondFactor = (db: Database) => Promise<SecondFactorMode>;

/** Twice what a stop takes at most: 5 s to write what has come, 2 s to part from the broker. */
const STOP_MS = 15_000;

/** The server process: reads its configuration, builds, listens, and on a signal closes with grace. */
async function serve(env: NodeJS.ProcessEnv, decide: DecideSecondFactor | undefined): Promise<void> {
  const config = readConfig(env);
  const log = createLogger(config.logLevel);
  const secondFactor = await inspect(config.databaseUrl, log, decide);
  const app = await buildApp(config, systemClock, log, secondFactor);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    // Whatever it hangs on, the next start finds all that was acknowledged.
    setTimeout(() => {
      log.error('did not stop in time');
      process.exit(1);
    }, STOP_MS);
    app.stop().then(
      () => process.exit(0),
      (error: Error) => {
        log.error({ error: error.message }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('launcher gone'));
  await app.start();
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  await printSetupLink(config.databaseUrl, config.publicOrigin || `http://${host}:${config.port}`, log);
  log.info({ host: config.host, port: config.port }, 'listening');
}

/** A schema older than this build would fail at the first packet; better now, with what to do. */
async function inspect(
  url: string,
  log: Logger,
  decide: DecideSecondFactor = () => Promise.resolve('required'),
): Promise<SecondFactorMode> {
  const db = openDatabase(url, 1, log);
  try {
    const version = await schemaVersion(db);
    if (version < newestMigration()) throw new ConfigError('数据库结构不是最新,请先运行 npm run migrate');
    return await decide(db);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`数据库无法连接,请检查 DATABASE_URL 或启动数据库:${(error as Error).message}`);
  } finally {
    await db.close();
  }
}

/** Only on the console, never in the log: whoever has a link becomes that administrator. */
async function printSetupLink(url: string, address: string, log: Logger): Promise<void> {
  const db = openDatabase(url, 1, log);
  try {
    for (const { role, path } of await ensureSetupLinks({ db, clock: systemClock }))
      process.stderr.write(`请在 24 小时内由本人打开 ${address}${path} 建立${roleNames[role]}\n`);
  } finally {
    await db.close();
  }
}

const isOperatorsMatter = (error: unknown): error is Error =>
  [ConfigError, KeyFileError, TlsFileError].some((kind) => error instanceof kind);

/** One sentence for what an operator can mend; the stack for what he cannot. */
function explain(error: unknown): string {
  if (isOperatorsMatter(error)) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `端口 ${port ?? ''} 已被占用,请设置 PORT 换一个端口`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs the server in this process and ends it with a sentence when it cannot. */
export function runServer(env: NodeJS.ProcessEnv, decide?: DecideSecondFactor): void {
  serve(env, decide).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}
