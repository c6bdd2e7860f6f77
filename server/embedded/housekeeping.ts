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
/** A busy session is asked again this often; a vacuum (about 2 s) waits for a quiet moment, but not for ever. */
const LOOK_EVERY_MS = 5_000;

/** Keeps pg_wal and the statistics in order. Returns the function that stops it. */
export function keepHouse(database: WasmDatabase, share: SessionShare, rhythm = USUAL_RHYTHM): () => void {
  let checkpointAt = Date.now() + rhythm.checkpointEveryMs;
  let vacuumAt = Date.now() + rhythm.vacuumEveryMs;
  let written = 0n;
  let isTidying = false;

  const tidy = async (how: 'checkpoint' | 'vacuum'): Promise<void> => {
    if ((await database.walPosition()) - written > WORTH_A_CHECKPOINT) {
      if (how === 'vacuum') await database.tidy('vacuum');
      await database.tidy('checkpoint');
      written = await database.walPosition();
    }
  };

  const look = async (): Promise<void> => {
    const now = Date.now();
    const how = now >= vacuumAt ? 'vacuum' : now >= checkpointAt ? 'checkpoint' : undefined;
    const due = how === 'vacuum' ? vacuumAt : checkpointAt;
    const canWait = now - due < (how === 'vacuum' ? rhythm.vacuumEveryMs : rhythm.checkpointEveryMs) / 2;
    if (!how || isTidying || (canWait && !share.isIdle())) return;
    isTidying = true;
    try {
      await share.alone('housekeeping', () => tidy(how));
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
  return () => clearInterval(timer);
}
