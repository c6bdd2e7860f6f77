import type { Instant } from '../../contracts/glossary.ts';

/** GB/T 22239-2019 8.1.4.1 b: five failures lock the account, and the address they came from, for a quarter of an hour. */
export const MAX_FAILURES = 5;
export const LOCK_MS = 15 * 60_000;

/** Failures in a row, of an account from anywhere or of an address against anybody. */
export interface Failures {
  readonly count: number;
  readonly lastAt: Instant;
}

/** Whether a further attempt is refused without looking at what was typed. */
export const isLocked = (failures: Failures, now: Instant): boolean =>
  failures.count >= MAX_FAILURES && now - failures.lastAt < LOCK_MS;

/** The count after one more failure; it begins again when the last one lies a lock's length back. */
export const addFailure = (failures: Failures, now: Instant): Failures => ({
  count: now - failures.lastAt >= LOCK_MS ? 1 : failures.count + 1,
  lastAt: now,
});

/** What an attempt counts against. */
export interface Target {
  readonly account: string;
  readonly address: string;
}

/** Accounts are told apart without regard to case, as in the database. */
export const targetOf = (loginName: string, address: string): Target => ({ account: loginName.toLowerCase(), address });
