import { createHash, createHmac } from 'node:crypto';
import type { AuditRow, AuditSeal, HashAlgorithm } from '../../contracts/audit.ts';

/** What the first record of all follows. */
export const GENESIS = '0'.repeat(64);

/** A record before it has its hash. */
export type UnhashedRecord = Omit<AuditRow, 'hash'>;

/** Text that PostgreSQL takes: a zero byte or half a surrogate pair must not keep an attempt out of the log. */
export const plainText = (text: string): string => text.replace(/\u0000|\p{Surrogate}/gu, '\ufffd');

/** A value as the database gives it back: only what JSON can say, in text that PostgreSQL takes. */
export const plain = (value: unknown): unknown =>
  value === undefined || value === null ? null : cleaned(JSON.parse(JSON.stringify(value) ?? 'null'));

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [plainText(name), cleaned(held)]));
}

/** JSON without blanks, the names of each object in order of their UTF-16 code units: one text for one value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const held = value as Record<string, unknown>;
  const names = Object.keys(held).sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(held[name])}`).join(',')}}`;
}

/** The one form of a record that is hashed: an array of all its fields in this order (docs/decisions/0015). */
export const canonical = (r: UnhashedRecord): string =>
  canonicalJson([
    'xw-audit-1',
    ...[r.hashAlgorithm, r.seq, r.at, r.actorKind, r.actorId, r.actorName, r.actorRoles, r.address, r.agent],
    ...[r.verb, r.subject, r.before, r.after, r.outcome, r.reason, r.times, r.prevHash],
  ]);

/** A record's hash, by its own algorithm. */
export const hashOf = (record: UnhashedRecord): string =>
  createHash(record.hashAlgorithm).update(canonical(record)).digest('hex');

/** A seal before it is signed. */
export type UnsignedSeal = Omit<AuditSeal, 'mac'>;

export const canonicalSeal = (s: UnsignedSeal): string =>
  canonicalJson([
    'xw-seal-1',
    ...[s.hashAlgorithm, s.day, s.firstSeq, s.lastSeq, s.records, s.rootHash, s.sealedAt, s.keyId],
  ]);

export const macOf = (seal: UnsignedSeal, key: Buffer): string =>
  createHmac(seal.hashAlgorithm, key).update(canonicalSeal(seal)).digest('hex');

/** A key's name: says which one signed, and nothing else about it. */
export const keyIdOf = (key: Buffer): string =>
  createHash('sha256').update('xw-seal-key').update(key).digest('hex').slice(0, 12);

/** Where a chain stands: its last record so far. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}
export const ORIGIN: ChainPoint = { seq: 0, hash: GENESIS };

/** A record that has no place in the chain yet. */
export type UnlinkedRecord = Omit<UnhashedRecord, 'seq' | 'prevHash' | 'hashAlgorithm'>;

/** Records behind a point of the chain, each linked to the one before. */
export function link(from: ChainPoint, hashAlgorithm: HashAlgorithm, records: readonly UnlinkedRecord[]): AuditRow[] {
  let { seq, hash } = from;
  return records.map((record) => {
    const unhashed = { ...record, seq: seq + 1, prevHash: hash, hashAlgorithm };
    ({ seq, hash } = { seq: seq + 1, hash: hashOf(unhashed) });
    return { ...unhashed, hash };
  });
}
