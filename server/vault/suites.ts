import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** The two suites of ciphers: the international one, and 国密 (GM/T 0002 SM4, GM/T 0004 SM3). */
export const suiteNames = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] as const;
export type SuiteName = (typeof suiteNames)[number];

/**
 * Authenticated encryption with associated data, out of Node's own crypto. A certified module (密码机) replaces these two
 * functions and nothing else.
 */
export interface CipherSuite {
  /** Hash of the key derivation. */
  readonly hash: 'sha256' | 'sm3';
  readonly keyBytes: number;
  readonly nonceBytes: number;
  /** @param bound is not kept, but must be the same when decrypting. @returns ciphertext and tag */
  readonly encrypt: (key: Buffer, nonce: Buffer, plain: Buffer, bound: Buffer) => Buffer;
  /** @throws when key, nonce, bound data or a single bit are not those of the encryption */
  readonly decrypt: (key: Buffer, nonce: Buffer, sealed: Buffer, bound: Buffer) => Buffer;
}

/** A sealed text was changed, moved to another row, or is no sealed text at all. */
export class BrokenSeal extends Error {}

const GCM_TAG_BYTES = 16;
const SM4_KEY_BYTES = 16;
const SM3_BYTES = 32;

/** Splits the tag off. @throws BrokenSeal when there are not even enough bytes for one */
const splitTag = (sealed: Buffer, tagBytes: number): readonly [Buffer, Buffer] => {
  if (sealed.length < tagBytes) throw new BrokenSeal('too short');
  return [sealed.subarray(0, -tagBytes), sealed.subarray(-tagBytes)];
};

const aesGcm: CipherSuite = {
  hash: 'sha256',
  keyBytes: 32,
  nonceBytes: 12,
  encrypt(key, nonce, plain, bound) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: GCM_TAG_BYTES });
    cipher.setAAD(bound);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt(key, nonce, sealed, bound) {
    const [ciphertext, tag] = splitTag(sealed, GCM_TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: GCM_TAG_BYTES });
    decipher.setAAD(bound);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
};

/** Bound data first with its length, so that no two pairs of bound data and ciphertext read the same. */
const sm3Mac = (key: Buffer, bound: Buffer, nonce: Buffer, ciphertext: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return createHmac('sm3', key).update(length).update(bound).update(nonce).update(ciphertext).digest();
};

/** Encrypt, then MAC; the MAC is compared in constant time before a single byte is decrypted. */
const sm4Cbc: CipherSuite = {
  hash: 'sm3',
  keyBytes: SM4_KEY_BYTES + SM3_BYTES,
  nonceBytes: 16,
  encrypt(key, nonce, plain, bound) {
    const cipher = createCipheriv('sm4-cbc', key.subarray(0, SM4_KEY_BYTES), nonce);
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([ciphertext, sm3Mac(key.subarray(SM4_KEY_BYTES), bound, nonce, ciphertext)]);
  },
  decrypt(key, nonce, sealed, bound) {
    const [ciphertext, mac] = splitTag(sealed, SM3_BYTES);
    if (!timingSafeEqual(mac, sm3Mac(key.subarray(SM4_KEY_BYTES), bound, nonce, ciphertext)))
      throw new BrokenSeal('wrong MAC');
    const decipher = createDecipheriv('sm4-cbc', key.subarray(0, SM4_KEY_BYTES), nonce);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
};

export const suites: Readonly<Record<SuiteName, CipherSuite>> = {
  'aes-256-gcm': aesGcm,
  'sm4-cbc-hmac-sm3': sm4Cbc,
};
