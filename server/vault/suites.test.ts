import fc from 'fast-check';
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { suiteNames, suites } from './suites.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((part) => Buffer.from(part));
const some = fc.uint8Array({ maxLength: 200 }).map((part) => Buffer.from(part));

describe('published vectors', () => {
  it('AES-256-GCM gives test case 16 of the specification NIST took over', () => {
    const { encrypt, decrypt } = suites['aes-256-gcm'];
    const key = hex('feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308');
    const nonce = hex('cafebabefacedbaddecaf888');
    const plain = hex(`d9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72
                       1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b39`);
    const bound = hex('feedfacedeadbeeffeedfacedeadbeef abaddad2');
    const sealed = encrypt(key, nonce, plain, bound);
    expect(sealed.toString('hex')).toBe(
      hex(`522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa
           8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662
           76fc6ece0f4e1768cddf8853bb2d551b`).toString('hex'),
    );
    expect(decrypt(key, nonce, sealed, bound)).toEqual(plain);
  });

  it('SM3 gives the digest of abc of GB/T 32905, HMAC-SM3 its definition', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    const key = Buffer.alloc(64, 7);
    const pad = (byte: number) => Buffer.from(key.map((one) => one ^ byte));
    const inner = createHash('sm3').update(pad(0x36)).update('message').digest();
    const outer = createHash('sm3').update(pad(0x5c)).update(inner).digest();
    expect(createHmac('sm3', key).update('message').digest()).toEqual(outer);
  });

  it('SM4 gives the block of GB/T 32907, and CBC chains it', () => {
    const block = hex('0123456789abcdeffedcba9876543210');
    const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
    expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    const key = Buffer.concat([block, Buffer.alloc(32)]);
    const sealed = suites['sm4-cbc-hmac-sm3'].encrypt(key, Buffer.alloc(16), block, Buffer.alloc(0));
    expect(sealed.subarray(0, 16).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    expect(sealed).toHaveLength(16 + 16 + 32);
  });
});

describe.each(suiteNames)('%s', (name) => {
  const { keyBytes, nonceBytes, encrypt, decrypt } = suites[name];

  it('opens what it sealed, whatever it is', () => {
    fc.assert(
      fc.property(bytes(keyBytes), bytes(nonceBytes), some, some, (key, nonce, plain, bound) => {
        expect(decrypt(key, nonce, encrypt(key, nonce, plain, bound), bound)).toEqual(plain);
      }),
    );
  });

  it('refuses any changed bit of the ciphertext, the tag, the nonce and the bound data', () => {
    fc.assert(
      fc.property(bytes(keyBytes), bytes(nonceBytes), some, some, fc.nat(), (key, nonce, plain, bound, at) => {
        const sealed = encrypt(key, nonce, plain, bound);
        const flipped = (from: Buffer) => {
          const to = Buffer.from(from);
          const bit = at % (to.length * 8);
          to[bit >> 3] = (to[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return to;
        };
        expect(() => decrypt(key, nonce, flipped(sealed), bound)).toThrow();
        expect(() => decrypt(key, flipped(nonce), sealed, bound)).toThrow();
        expect(() => decrypt(key, nonce, sealed, Buffer.concat([bound, Buffer.of(at & 255)]))).toThrow();
        expect(() => decrypt(key, nonce, sealed.subarray(0, at % sealed.length), bound)).toThrow();
      }),
    );
  });
});
