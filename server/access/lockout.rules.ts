import type { Instant } from '../../contracts/glossary.ts';

/** GB/T 22239-2019 8.1.4.1 b: after five failures an account is locked for an address for a quarter of an hour. */
export const MAX_FAILURES = 5;
export const LOCK_MS = 15 * 60_000;

/** Failed sign-ins of one account from one address. */
export interface Failures {
  readonly count: number;
  readonly lastAt: Instant;
}

/** Whether a further attempt is refused without looking at the password. */
export const isLocked = (failures: Failures | undefined, now: Instant): boolean =>
  failures !== undefined && failures.count >= MAX_FAILURES && now - failures.lastAt < LOCK_MS;

/** The count after one more failure; it begins again when the last one lies a lock's length back. */
export const addFailure = (failures: Failures | undefined, now: Instant): Failures =>
  failures === undefined || now - failures.lastAt >= LOCK_MS
    ? { count: 1, lastAt: now }
    : { count: failures.count + 1, lastAt: now };

/** Accounts are told apart without regard to case, as in the database. */
export const lockKey = (loginName: string, address: string): string => `${loginName.toLowerCase()}\n${address}`;
