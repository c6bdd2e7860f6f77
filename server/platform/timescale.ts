import type { Config } from '../config.ts';
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

const DAY_MS = 86_400_000;

/** Deletes refused packets past their time, once a day. @returns stops it */
export function forgetOldQuarantine(db: Database, keepDays: number, log: Logger): () => void {
  const forget = () =>
    void db.run(sql.forgetQuarantine(keepDays)).catch((error: Error) => log.warn({ error: error.message }, 'clean-up'));
  const timer = setInterval(forget, DAY_MS);
  return () => clearInterval(timer);
}
