import type { Clock } from '../platform/clock.ts';
import type { Database, Runner } from '../platform/database.ts';
import { addFailure, isLocked, LOCK_MS, type Target } from './lockout.rules.ts';
import {
  clearFailures,
  deleteOldFailures,
  forgiveOne,
  insertMissing,
  lockFailures,
  writeFailures,
  type FailureRow,
} from './lockout.sql.ts';

/** Failures by account and by address, in the database: a restart forgives nobody, and all processes count together. */
export class Lockout {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * Counts an attempt as a failure before anything is looked at, so that guesses sent all at once are counted too.
   * @returns false when account or address is locked: nothing may be looked at then
   */
  attempt(target: Target): Promise<boolean> {
    return this.db.withTransaction(async (tx) => {
      await tx.run(insertMissing(target));
      const rows = await tx.run<FailureRow>(lockFailures(target));
      const now = this.clock.now();
      if (rows.some((row) => isLocked(row, now))) return false;
      for (const row of rows) await tx.run(writeFailures(row.kind, target[row.kind], addFailure(row, now)));
      return true;
    });
  }

  /** What was shown is right: the attempt that was counted for it is taken back. */
  async forgive(target: Target): Promise<void> {
    await this.db.run(forgiveOne(target));
  }

  /** Everything that was asked for has been shown: the account begins anew. Within the transaction that lets in. */
  async clear(tx: Runner, target: Target): Promise<void> {
    await tx.run(clearFailures(target));
  }

  /** Removes counts that hold nobody off any more. */
  async forgetOld(): Promise<void> {
    await this.db.run(deleteOldFailures(this.clock.now() - LOCK_MS));
  }
}
