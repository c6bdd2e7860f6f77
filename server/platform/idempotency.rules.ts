import type { ProblemCode } from '../../contracts/errors.ts';
import type { Instant } from '../../contracts/glossary.ts';

/** Keys are remembered for a day: whoever tries again later asks anew. */
export const KEEP_MS = 24 * 60 * 60_000;
/** A request of a process that died this long ago, without having changed anything, may be made anew. */
export const STALE_MS = 60_000;

/** Visible characters, as the draft of the header (draft-ietf-httpapi-idempotency-key-header) has them. */
const FORM = /^[\x21-\x7e]{1,200}$/;

/** The key of a request; null for something that is none; undefined without the header or for requests that read. */
export function keyOf(method: string, header: string | string[] | undefined): string | null | undefined {
  if (header === undefined || ['GET', 'HEAD', 'OPTIONS'].includes(method)) return undefined;
  return typeof header === 'string' && FORM.test(header) ? header.replace(/^"(.*)"$/, '$1') : null;
}

/** What is known of an earlier request under the same key. */
export interface Earlier {
  readonly id: number;
  readonly route: string;
  readonly bodyHash: Buffer;
  readonly startedAt: Instant;
  readonly committedAt: Instant | null;
  readonly status: number | null;
}

/**
 * What to do about a request whose key has been seen: answer as before, refuse, or make it after all.
 * @param isOurs this very process is still at it
 */
export function judgeEarlier(
  earlier: Earlier,
  asked: { readonly route: string; readonly bodyHash: Buffer },
  now: Instant,
  isOurs: boolean,
): 'replay' | 'redo' | ProblemCode {
  if (earlier.route !== asked.route || !earlier.bodyHash.equals(asked.bodyHash)) return 'idempotency-mismatch';
  if (earlier.status !== null) return 'replay';
  if (isOurs) return 'idempotency-busy';
  if (earlier.committedAt !== null) return 'idempotency-lost';
  return now - earlier.startedAt >= STALE_MS ? 'redo' : 'idempotency-busy';
}
