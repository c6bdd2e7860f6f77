import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Instant } from '../../contracts/glossary.ts';
import { suites, type SuiteName } from './suites.ts';

/** One key of the ring, as its file holds it. */
export interface RingKey {
  readonly id: string;
  readonly madeAt: Instant;
  /** 256 random bits, base64url. */
  readonly secret: string;
}

/** Every key that may still be needed. The last one encrypts; the others only open what they once sealed. */
export interface KeyRing {
  readonly keys: readonly RingKey[];
  /** Of blind indexes: it does not turn with the others, or equality would be lost between two rows. */
  readonly index: { readonly hash: 'sha256' | 'sm3'; readonly secret: string };
}

const SECRET_BYTES = 32;
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const newKey = (now: Instant): RingKey => ({
  id: `k${randomBytes(5).toString('hex')}`,
  madeAt: now,
  secret: newSecret(),
});

/** A ring with its first key. @param suite decides the hash of blind indexes, once and for all */
export const newRing = (suite: SuiteName, now: Instant): KeyRing => ({
  keys: [newKey(now)],
  index: { hash: suites[suite].hash, secret: newSecret() },
});

/** The ring with a new key that encrypts from now on. */
export const turnRing = (ring: KeyRing, now: Instant): KeyRing => ({ ...ring, keys: [...ring.keys, newKey(now)] });

/** The key that encrypts. */
export function currentKey({ keys }: KeyRing): RingKey {
  const key = keys.at(-1);
  if (key === undefined) throw new Error('a key ring without keys');
  return key;
}

/** A key for one suite and one purpose: what is sealed for one purpose never shares a key with another. */
export const deriveKey = (key: RingKey, suite: SuiteName, purpose: string): Buffer => {
  const { hash, keyBytes } = suites[suite];
  const secret = Buffer.from(key.secret, 'base64url');
  return Buffer.from(hkdfSync(hash, secret, Buffer.alloc(0), `xw-vault/${suite}/${purpose}`, keyBytes));
};

/** What tells two keys of one id apart without telling anything about either: for the database to remember. */
export const checkValue = (key: RingKey): string =>
  createHmac('sha256', Buffer.from(key.secret, 'base64url')).update('xw-vault/check').digest('hex').slice(0, 16);

const isSecret = (value: unknown): value is string =>
  typeof value === 'string' && Buffer.from(value, 'base64url').length === SECRET_BYTES;

const isKey = (value: unknown): value is RingKey => {
  const key = value as Partial<RingKey> | null;
  return typeof key?.id === 'string' && /^k[0-9a-f]{10}$/.test(key.id) && isSecret(key.secret);
};

/** A ring out of its file's text; undefined when it is not one. */
export function parseRing(text: string): KeyRing | undefined {
  let value: Partial<KeyRing> | null;
  try {
    value = JSON.parse(text) as Partial<KeyRing> | null;
  } catch {
    return undefined;
  }
  const { keys, index } = value ?? {};
  const whole = Array.isArray(keys) && keys.length > 0 && keys.every(isKey) && isSecret(index?.secret);
  return whole && (index?.hash === 'sha256' || index?.hash === 'sm3') ? (value as KeyRing) : undefined;
}
