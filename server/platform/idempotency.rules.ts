import type { ProblemCode } from '../../contracts/errors.ts';
import type { Instant } from '../../contracts/glossary.ts';

/** Keys are remembered for a day: whoever tries again later asks anew. */
export const KEEP_MS = 24 * 60 * 60_000;
/** So long after its beginning a request without an answer is over: made anew if it changed nothing, else lost. */
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
  // Between the change and its kept answer lie moments, in which nothing is lost yet.
  if (isOurs || now - earlier.startedAt < STALE_MS) return 'idempotency-busy';
  return earlier.committedAt === null ? 'redo' : 'idempotency-lost';
}
