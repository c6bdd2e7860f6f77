import type { Clock } from '../platform/clock.ts';
import { judgeDatabaseError } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { refuse, type Committed, type Entry, type Outcome } from './entries.ts';

/** What a commit of a batch answers: outcomes in the order of the entries, and what became true. */
export interface Stored {
  readonly outcomes: readonly Outcome[];
  readonly committed: Committed;
}

export interface Settled<Token> {
  readonly token: Token;
  readonly outcome: Outcome;
}

export interface WriterDeps<Token> {
  /** Writes entries in one transaction; rejects without leaving anything behind. */
  readonly store: (entries: readonly Entry[]) => Promise<Stored>;
  /** Committed facts, in order. Called before the tokens settle. */
  readonly onCommitted: (committed: Committed) => void;
  /** Entries are safe on disk: acknowledge them. */
  readonly onSettled: (settled: readonly Settled<Token>[]) => void;
  /**
   * The database answers again after it was away. The outcome of the last commit was unknown, so whoever keeps state
   * in memory reads it anew; the writer waits, so nothing is committed meanwhile.
   */
  readonly onRecovered: () => Promise<void>;
  readonly onBatch?: (rows: number, seconds: number) => void;
  /** Cuts a batch into the parts that are committed one after the other. */
  readonly cut: <T extends { readonly entry: Entry }>(batch: readonly T[]) => readonly (readonly T[])[];
  readonly maxRows: number;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface WriterState {
  readonly away: boolean;
  readonly since: number;
  readonly message: string | null;
}

export interface BatchWriter<Token> {
  offer(entry: Entry, token: Token): void;
  /** Entries not yet settled. */
  waiting(): number;
  state(): WriterState;
  /** Resolves when everything offered is settled, or rejects when `ms` pass before. */
  drain(ms: number): Promise<void>;
  /** Gives up: nothing more is written or acknowledged. */
  stop(): void;
}

interface Waiting<Token> {
  readonly entry: Entry;
  readonly token: Token;
}

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 3_000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * The waiting room. One write is in flight; the next batch is what piled up meanwhile, so batches grow with load and a
 * lone reading waits for nobody. A batch whose content the database refuses is halved until the culprit stands alone
 * and goes to quarantine; a batch it cannot take now is kept and tried again, and nothing is acknowledged.
 */
export function createBatchWriter<Token>(deps: WriterDeps<Token>): BatchWriter<Token> {
  const queue: Waiting<Token>[] = [];
  let writing = 0;
  let running = false;
  let stopped = false;
  let idle: (() => void)[] = [];
  let state: WriterState = { away: false, since: deps.clock.now(), message: null };

  const loop = async () => {
    running = true;
    while (queue.length > 0 && !stopped) {
      const batch = queue.splice(0, deps.maxRows);
      writing = batch.length;
      for (const part of deps.cut(batch)) {
        if (!stopped) await write(part);
        writing -= part.length;
      }
    }
    running = false;
    if (!stopped) idle.splice(0).forEach((resolve) => resolve());
  };

  const write = async (batch: readonly Waiting<Token>[]): Promise<void> => {
    const stored = await storeOrRefusal(batch);
    if (stopped) return;
    if (stored === 'content') return splitOrRefuse(batch);
    deps.onCommitted(stored.committed);
    deps.onSettled(batch.map(({ token }, i) => ({ token, outcome: stored.outcomes[i] as Outcome })));
  };

  /** Stores the batch, however long the database is away; 'content' when the database refuses what is in it. */
  const storeOrRefusal = async (batch: readonly Waiting<Token>[]): Promise<Stored | 'content'> => {
    const entries = batch.map(({ entry }) => entry);
    for (let pause = FIRST_RETRY_MS; ; pause = Math.min(pause * 2, LAST_RETRY_MS)) {
      const startedAt = performance.now();
      try {
        const stored = await deps.store(entries);
        deps.onBatch?.(batch.length, (performance.now() - startedAt) / 1000);
        return state.away ? await recovered(stored) : stored;
      } catch (error) {
        if (judgeDatabaseError(error) === 'content') return 'content';
        markAway(error as Error);
      }
      await sleep(pause);
      if (stopped) return 'content';
    }
  };

  /** After an outage the in-memory state is read anew with this batch in it, so the batch is not folded a second time. */
  const recovered = async (stored: Stored): Promise<Stored> => {
    for (;;) {
      try {
        await deps.onRecovered();
        break;
      } catch (error) {
        deps.log.warn({ error: (error as Error).message }, 'reading the live state anew failed; trying again');
        await sleep(LAST_RETRY_MS);
      }
    }
    deps.log.info({ awayMs: deps.clock.now() - state.since }, 'database is back');
    state = { away: false, since: deps.clock.now(), message: null };
    return { outcomes: stored.outcomes, committed: { readings: [], events: [] } };
  };

  const markAway = (error: Error) => {
    if (state.away) return;
    state = { away: true, since: deps.clock.now(), message: error.message };
    deps.log.warn(
      { error: error.message, waiting: queue.length + writing },
      'database is away; nothing is acknowledged',
    );
  };

  const splitOrRefuse = async (batch: readonly Waiting<Token>[]): Promise<void> => {
    const [only] = batch;
    if (batch.length > 1) {
      const middle = batch.length >> 1;
      await write(batch.slice(0, middle));
      await write(batch.slice(middle));
    } else if (only !== undefined && !(only.entry.kind === 'refused' && only.entry.reason === 'database-refused')) {
      const entry = refuse(only.entry.packet, 'database-refused');
      await write([{ entry, token: only.token }]);
    } else {
      deps.log.error({ topic: only?.entry.packet.topic }, 'a refusal itself was refused; it stays unacknowledged');
    }
  };

  return {
    offer(entry, token) {
      queue.push({ entry, token });
      if (!running && !stopped) void loop();
    },
    waiting: () => queue.length + writing,
    state: () => state,
    async drain(ms) {
      if (!running && queue.length === 0) return;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${queue.length + writing} entries still waiting`)), ms);
      });
      await Promise.race([new Promise<void>((resolve) => idle.push(resolve)), late]).finally(() => clearTimeout(timer));
    },
    stop() {
      stopped = true;
      idle = [];
    },
  };
}
