import type { Instant } from '../../../contracts/glossary.ts';
import type { DeliveryState } from '../../../contracts/interfaces.ts';

/** How a message is posted again and again. */
export interface Pace {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly mostAttempts: number;
  /** How long an answer is waited for. */
  readonly timeoutMs: number;
}
/** Doubling from five seconds to an hour; what nobody took within about nine hours waits for a person. */
export const usualPace: Pace = { firstMs: 5_000, longestMs: 3_600_000, mostAttempts: 18, timeoutMs: 10_000 };

/** What came of one attempt. */
export interface Outcome {
  /** Null: nobody answered. */
  readonly status: number | null;
  /** What the receiver asked for by Retry-After; null when nothing. */
  readonly retryAfterMs: number | null;
}

/** How long to wait after so many attempts: half of it sure, half by chance (0..1), so that queues do not march in step. */
export function waitAfter(attempts: number, chance: number, { firstMs, longestMs }: Pace): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 40));
  return Math.round(whole / 2 + (whole / 2) * chance);
}

/** Answers that this very message will always get: trying again is pointless until somebody mends something. */
const FINAL: readonly number[] = [400, 413, 415, 422];

export const isTaken = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

export interface Next {
  readonly state: DeliveryState;
  readonly nextAt: Instant;
}
/** What becomes of a delivery after an attempt. @param attempts made by now, this one included */
export function afterAttempt(outcome: Outcome, attempts: number, now: Instant, chance: number, pace: Pace): Next {
  if (isTaken(outcome.status)) return { state: 'delivered', nextAt: now };
  const isFinal = outcome.status !== null && FINAL.includes(outcome.status);
  if (isFinal || attempts >= pace.mostAttempts) return { state: 'dead', nextAt: now };
  const asked = Math.min(outcome.retryAfterMs ?? 0, pace.longestMs);
  return { state: 'waiting', nextAt: now + Math.max(asked, waitAfter(attempts, chance, pace)) };
}

/** Seconds, as the header says; a date is not read. */
export function retryAfterOf(header: string | null): number | null {
  return header !== null && /^[0-9]{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
