import type { TableSize } from './session.sql.ts';
import type { SessionShare } from './sessionShare.ts';
import type { WasmDatabase } from './wasmDatabase.ts';

/** How often the embedded database is tidied; nothing runs in its background, so this process must do it. */
export interface Rhythm {
  readonly checkpointEveryMs: number;
  readonly vacuumEveryMs: number;
}

export const USUAL_RHYTHM: Rhythm = { checkpointEveryMs: 60_000, vacuumEveryMs: 15 * 60_000 };
/** A checkpoint itself writes a few hundred bytes of WAL; less than this is not worth another one. */
const WORTH_A_CHECKPOINT = 64n * 1024n;
/** A busy session is asked again this often; tidying waits for a quiet moment, but not for ever. */
const LOOK_EVERY_MS = 5_000;

/** What housekeeping needs of the database. */
export type Tidied = Pick<WasmDatabase, 'walPosition' | 'checkpoint' | 'tableSizes' | 'vacuum'>;

/** Whether a table has grown or shrunk enough since its statistics were taken: by a tenth and some pages. */
export const isWorthAnalyzing = ({ pages, knownPages }: Omit<TableSize, 'name'>): boolean =>
  knownPages < 0 || Math.abs(pages - knownPages) > 10 + knownPages / 10;

/**
 * Keeps pg_wal, the free space and the statistics in order, one table a turn: whoever waits for the session is served
 * in between (a vacuum of everything in one turn took 8 to 14 s on a year of readings). Returns the function that stops it.
 */
export function keepHouse(database: Tidied, share: SessionShare, rhythm = USUAL_RHYTHM): () => void {
  const alone = <T>(work: () => Promise<T>) => share.alone('housekeeping', work);
  /** Pages of each table when its statistics were last taken; vacuum alone counts the pages anew in the catalogue. */
  const analyzed = new Map<string, number>();
  let checkpointAt = Date.now() + rhythm.checkpointEveryMs;
  let vacuumAt = Date.now() + rhythm.vacuumEveryMs;
  let written = 0n;
  let isTidying = false;
  let isStopped = false;

  const vacuumTable = async ({ name, pages, knownPages }: TableSize): Promise<void> => {
    const analyze = isWorthAnalyzing({ pages, knownPages: analyzed.get(name) ?? knownPages });
    if (analyze || !analyzed.has(name)) analyzed.set(name, analyze ? pages : knownPages);
    // A table may have been dropped since it was listed.
    await alone(() => database.vacuum(name, analyze).catch(() => undefined));
  };

  const tidy = async (how: 'checkpoint' | 'vacuum'): Promise<void> => {
    if ((await alone(database.walPosition)) - written <= WORTH_A_CHECKPOINT) return;
    if (how === 'vacuum')
      for (const table of await alone(database.tableSizes)) if (!isStopped) await vacuumTable(table);
    if (isStopped) return;
    await alone(database.checkpoint);
    written = await alone(database.walPosition);
  };

  const look = async (): Promise<void> => {
    const now = Date.now();
    const how = now >= vacuumAt ? 'vacuum' : now >= checkpointAt ? 'checkpoint' : undefined;
    const due = how === 'vacuum' ? vacuumAt : checkpointAt;
    const canWait = now - due < (how === 'vacuum' ? rhythm.vacuumEveryMs : rhythm.checkpointEveryMs) / 2;
    if (!how || isTidying || (canWait && !share.isIdle())) return;
    isTidying = true;
    try {
      await tidy(how);
    } finally {
      isTidying = false;
      checkpointAt = Date.now() + rhythm.checkpointEveryMs;
      if (how === 'vacuum') vacuumAt = Date.now() + rhythm.vacuumEveryMs;
    }
  };

  const timer = setInterval(
    () => void look().catch(() => undefined),
    Math.min(LOOK_EVERY_MS, rhythm.checkpointEveryMs),
  );
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
