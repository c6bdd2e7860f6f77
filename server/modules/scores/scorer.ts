import type { ProjectId } from '../../../contracts/glossary.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { FORMULA_VERSION } from './points.rules.ts';
import { regroupYear, scoreBatch } from './scoreBatch.ts';
import { loadScores, type ScoredProject } from './scores.ts';
import { digestMembers, queueUnreached } from './scores.sql.ts';

export interface ScorerDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Projects whose newest score may be another one; who is named and has no score has none any more. */
  readonly onScored: (projectIds: readonly ProjectId[], scores: readonly ScoredProject[]) => void;
}
export interface Scorer {
  /** Something was asked for: computed as soon as what is under way is done. */
  wake(): void;
  /** Computes until nothing is asked for any more. @returns how many project years were computed */
  drain(): Promise<number>;
  /**
   * Asks for what a new month or other formulas bring, drains, and adds the year's groups up anew where projects came, went, moved or
   * weigh otherwise: at the start, and every now and then.
   */
  turn(): Promise<void>;
}

/** Project years in one transaction; each batch adds up the groups of its months anew, so few large ones are best. */
const BATCH = 500;

/** Adds this year's groups up anew where their projects are not what they were last time; the first time always. */
function regrouper({ db, clock }: Pick<ScorerDeps, 'db' | 'clock'>): () => Promise<void> {
  let grouped = '';
  return async () => {
    const year = Number(dayOf(clock.now()).slice(0, 4));
    const [members] = await db.run<{ digest: string }>(digestMembers());
    const found = `${year} ${members?.digest}`;
    if (found === grouped) return;
    await db.withTransaction((tx) => regroupYear(tx, year, clock.now()));
    grouped = found;
  };
}

/**
 * Computes what is asked for in `score_queue`, and nothing else: each batch in one transaction that writes what changed
 * and empties its part of the queue. Killed at any moment, it begins the batch again; done twice, it changes nothing.
 */
export function createScorer({ db, clock, log, onScored }: ScorerDeps): Scorer {
  let running: Promise<number> | undefined;
  let isAskedAgain = false;
  let isToRegroup = false;
  const regroup = regrouper({ db, clock });
  const drainAll = async (): Promise<number> => {
    let done = 0;
    while (isAskedAgain || isToRegroup) {
      if (!isAskedAgain) {
        isToRegroup = false;
        await regroup();
        continue;
      }
      isAskedAgain = false;
      const asked = await db.withTransaction((tx) => scoreBatch(tx, BATCH, clock.now()));
      if (asked.length === 0) continue;
      isAskedAgain = true;
      done += asked.length;
      const ids = [...new Set(asked.map(({ projectId }) => projectId))];
      onScored(ids, await loadScores(db, ids));
    }
    return done;
  };
  const drain = (): Promise<number> => {
    isAskedAgain = true;
    running ??= drainAll().finally(() => (running = undefined));
    return running;
  };

  return {
    wake: () => void drain().catch((error: Error) => log.warn({ error: error.message }, 'scores wait to be computed')),
    drain,
    async turn() {
      const today = dayOf(clock.now());
      await db.run(queueUnreached(Number(today.slice(0, 4)), today.slice(0, 7), FORMULA_VERSION));
      isToRegroup = true;
      await drain();
    },
  };
}
