import type { Instant } from '../../contracts/glossary.ts';
import type { AuditSeal, HashAlgorithm } from '../../contracts/audit.ts';
import { SHANGHAI_SHIFT_MS } from '../platform/calendar.rules.ts';
import { keyIdOf, macOf, type ChainPoint } from './auditChain.rules.ts';

const DAY_MS = 86_400_000;

/** The calendar day (Asia/Shanghai) of an instant: 2026-11-25. */
export const dayOf = (at: Instant): string => new Date(at + SHANGHAI_SHIFT_MS).toISOString().slice(0, 10);

/** The instant at which a day is over. */
export const endOfDay = (day: string): Instant => Date.parse(`${day}T00:00:00Z`) - SHANGHAI_SHIFT_MS + DAY_MS;

const dayAfter = (day: string): string => dayOf(endOfDay(day));

/** The day this many months before an instant's: what is older may go. */
export function keptSince(now: Instant, months: number): string {
  const date = new Date(now + SHANGHAI_SHIFT_MS);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.toISOString().slice(0, 10);
}

/**
 * The day to be sealed next: the one after the last sealed, or the first record's, once it is over.
 * @returns undefined when there is none yet
 */
export function nextDayToSeal(
  lastSealed: string | undefined,
  firstRecordAt: Instant | undefined,
  now: Instant,
): string | undefined {
  const next =
    lastSealed === undefined ? (firstRecordAt !== undefined ? dayOf(firstRecordAt) : undefined) : dayAfter(lastSealed);
  return next !== undefined && endOfDay(next) <= now ? next : undefined;
}

/** A day's seal, signed. `last` undefined: a day without records, the log standing where it stood. */
export function makeSeal(
  day: string,
  before: Pick<AuditSeal, 'lastSeq' | 'rootHash'>,
  last: ChainPoint | undefined,
  sign: { readonly hashAlgorithm: HashAlgorithm; readonly key: Buffer; readonly now: Instant },
): AuditSeal {
  const lastSeq = last?.seq ?? before.lastSeq;
  const unsigned = {
    day,
    firstSeq: before.lastSeq + 1,
    lastSeq,
    records: lastSeq - before.lastSeq,
    rootHash: last?.hash ?? before.rootHash,
    sealedAt: sign.now,
    hashAlgorithm: sign.hashAlgorithm,
    keyId: keyIdOf(sign.key),
  };
  return { ...unsigned, mac: macOf(unsigned, sign.key) };
}
