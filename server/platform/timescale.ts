import type { Config } from '../config.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import * as sql from './timescale.sql.ts';

/** What kind of TimescaleDB stands behind the address. */
export interface DatabaseKind {
  readonly timescale: string | undefined;
  /** The embedded build has one session: no COPY, no background workers. */
  readonly embedded: boolean;
}

/** Asks the database what it is. */
export async function recogniseDatabase(db: Database): Promise<DatabaseKind> {
  const [row] = await db.run<{ version: string }>(sql.selectVersion);
  const [extension] = await db.run<{ version: string }>(sql.selectExtension);
  return { timescale: extension?.version, embedded: /emscripten|wasm/i.test(row?.version ?? '') };
}

/** Why a TimescaleDB version will not do; undefined when it will. 2.22.0 can leave gaps in aggregates. */
export function versionTrouble(version: string | undefined): string | undefined {
  if (version === undefined) return '数据库未安装 TimescaleDB 扩展';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 2 || (major === 2 && minor < 22)) return `TimescaleDB ${version} 过旧,须 2.22.1 或更新`;
  return version === '2.22.0' ? 'TimescaleDB 2.22.0 的连续聚合可能缺数,须 2.22.1 或更新' : undefined;
}

/** The newest migration that the database has seen; 0 when it has seen none. */
export async function schemaVersion(db: Database): Promise<number> {
  try {
    const [row] = await db.run<{ version: number | null }>(sql.selectSchemaVersion);
    return row?.version ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return 0;
    throw error;
  }
}

type Keeping = Pick<Config, 'backfillMaxDays' | 'compressAfterDays' | 'retainReadingsDays' | 'retainMinutesDays'>;

/** Sets refresh, compression and retention as configured. Run at every start; the last start wins. */
export async function applyPolicies(db: Database, keep: Keeping, embedded: boolean): Promise<void> {
  const retention = {
    compressAfter: keep.compressAfterDays,
    readings: keep.retainReadingsDays,
    minutes: keep.retainMinutesDays,
  };
  // The embedded database serves nobody else while a job runs, so it does one small step at a time, and often.
  const statements = [
    ...sql.refreshPolicies(keep.backfillMaxDays + 1, embedded),
    ...sql.keepingPolicies(retention),
    ...(embedded ? [sql.compressOneByOne] : []),
  ];
  await db.withTransaction(async (tx) => {
    for (const statement of statements) await tx.run(statement);
  });
}

const LOOK_MS = 5_000;
interface Job {
  readonly jobId: number;
  readonly name: string;
  readonly everyMs: number;
}
const DAY_MS = 86_400_000;

/**
 * Runs the database's own policy jobs where it has no background workers to do so, each when it is due, one at a time and
 * step by step: whoever waits for the database gets it between two steps. @returns stops it; a step under way is let finish.
 */
export function runJobsHere(db: Database, clock: Clock, log: Logger): () => Promise<void> {
  const lastRun = new Map<number, number>();
  let stopped = false;
  let timer: NodeJS.Timeout;
  const pendingOf = async ({ jobId, name }: Job): Promise<sql.Pending> => {
    const ask = sql.selectPending[name];
    const [pending] = ask === undefined ? [] : await db.run<sql.Pending>(ask(jobId));
    return pending ?? { due: true, behind: false };
  };
  const runStep = async ({ jobId, name }: Job) => {
    const startedAt = performance.now();
    await db.run(sql.runJob(jobId));
    const ms = performance.now() - startedAt;
    log.debug({ jobId, name, ms: Math.round(ms) }, 'job done');
    // As long a pause after each, so that ingestion has the database for half of the time.
    await new Promise((resolve) => setTimeout(resolve, ms));
  };
  const look = async () => {
    const jobs = await db.run<Job>(sql.selectJobs);
    for (const job of jobs) {
      if (stopped || clock.now() - (lastRun.get(job.jobId) ?? 0) < job.everyMs) continue;
      lastRun.set(job.jobId, clock.now());
      for (let isWanted = (await pendingOf(job)).due; isWanted && !stopped; isWanted = (await pendingOf(job)).behind)
        await runStep(job);
    }
  };
  let running: Promise<void> = Promise.resolve();
  const again = () => {
    running = look()
      .catch((error: Error) => log.debug({ error: error.message }, 'jobs wait for the database'))
      .then(() => {
        if (!stopped) timer = setTimeout(again, LOOK_MS);
      });
  };
  timer = setTimeout(again, LOOK_MS);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** Deletes refused packets past their time, once a day. @returns stops it */
export function forgetOldQuarantine(db: Database, keepDays: number, log: Logger): () => void {
  const forget = () =>
    void db.run(sql.forgetQuarantine(keepDays)).catch((error: Error) => log.warn({ error: error.message }, 'clean-up'));
  const timer = setInterval(forget, DAY_MS);
  return () => clearInterval(timer);
}
