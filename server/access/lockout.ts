import type { Clock } from '../platform/clock.ts';
import { addFailure, isLocked, lockKey, LOCK_MS, type Failures } from './lockout.rules.ts';

/** More accounts and addresses than this are not remembered at once; the oldest go first. */
const MAX_KEPT = 10_000;

/** Failed sign-ins by account and address, in memory: a restart forgets them, the rate limit stays. */
export class Lockout {
  private readonly failures = new Map<string, Failures>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  isLocked(loginName: string, address: string): boolean {
    return isLocked(this.failures.get(lockKey(loginName, address)), this.clock.now());
  }

  /** Counts a failure. */
  fail(loginName: string, address: string): void {
    const key = lockKey(loginName, address);
    const now = this.clock.now();
    const next = addFailure(this.failures.get(key), now);
    this.failures.delete(key);
    this.failures.set(key, next);
    for (const [oldest, kept] of this.failures) {
      if (this.failures.size <= MAX_KEPT && now - kept.lastAt < LOCK_MS) break;
      this.failures.delete(oldest);
    }
  }

  /** A right password clears the count. */
  clear(loginName: string, address: string): void {
    this.failures.delete(lockKey(loginName, address));
  }
}
