import fc from 'fast-check';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileError, openKeyFile, turnKeyFile, type KeyFileOptions } from './keyFile.ts';
import { checkValue, newRing, turnRing } from './keyRing.ts';
import { sealedFields, type SealPurpose } from './sealedFields.ts';
import { BrokenSeal, suiteNames } from './suites.ts';
import { createVault, openVault, type SealContext } from './vault.ts';

const NOW = Date.UTC(2026, 10, 25);
const purpose = fc.constantFrom(...(Object.keys(sealedFields) as SealPurpose[]));
const context: fc.Arbitrary<SealContext> = fc.record({ purpose, subject: fc.oneof(fc.nat(), fc.string()) });
const text = fc.string({ unit: 'binary', maxLength: 60 });

describe.each(suiteNames)('a vault with %s', (suite) => {
  const ring = newRing(suite, NOW);
  const vault = createVault({ newest: () => ring }, suite);

  it('opens what it sealed, and seals the same text differently each time', () => {
    fc.assert(
      fc.property(text, context, (plain, where) => {
        const sealed = vault.seal(plain, where);
        expect(vault.open(sealed, where)).toBe(plain);
        expect(vault.seal(plain, where)).not.toBe(sealed);
        expect(sealed.startsWith(vault.head())).toBe(true);
      }),
    );
  });

  it('opens for its own purpose and row only', () => {
    fc.assert(
      fc.property(text, context, context, (plain, own, other) => {
        fc.pre(own.purpose !== other.purpose || `${own.subject}` !== `${other.subject}`);
        expect(() => vault.open(vault.seal(plain, own), other)).toThrow(BrokenSeal);
      }),
    );
  });

  it('opens nothing of which a letter was changed', () => {
    const where: SealContext = { purpose: 'person.phone', subject: 17 };
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...'Ak1_:'), (at, letter) => {
        const sealed = vault.seal('13800001234', where);
        const i = at % sealed.length;
        fc.pre(sealed[i] !== letter);
        expect(() => vault.open(sealed.slice(0, i) + letter + sealed.slice(i + 1), where)).toThrow(BrokenSeal);
      }),
    );
  });

  it('gives one blind index to equal texts of one purpose, and others to others', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const of = (plain: string, what: SealPurpose) => vault.blindIndex(plain, what).toString('hex');
        expect(of(a, 'person.phone') === of(b, 'person.phone')).toBe(a === b);
        expect(of(a, 'person.phone')).not.toBe(of(a, 'person.id-number'));
      }),
    );
    const stranger = createVault({ newest: () => newRing(suite, NOW) }, suite);
    expect(stranger.blindIndex('a', 'person.phone')).not.toEqual(vault.blindIndex('a', 'person.phone'));
  });

  it('opens under old keys after the ring was turned, in either suite, and keeps blind indexes', () => {
    const where: SealContext = { purpose: 'person.phone', subject: 17 };
    const sealed = vault.seal('13800001234', where);
    const turned = turnRing(ring, NOW);
    for (const next of suiteNames) {
      const later = createVault({ newest: () => turned }, next);
      expect(later.open(sealed, where)).toBe('13800001234');
      expect(sealed.startsWith(later.head())).toBe(false);
      expect(later.seal('13800001234', where).startsWith(later.head())).toBe(true);
      expect(later.blindIndex('a', 'person.phone')).toEqual(vault.blindIndex('a', 'person.phone'));
    }
    expect(() => createVault({ newest: () => newRing(suite, NOW) }, suite).open(sealed, where)).toThrow(BrokenSeal);
    expect(new Set(turned.keys.map(checkValue)).size).toBe(2);
  });
});

describe('the key file', () => {
  let folder: string;
  let options: KeyFileOptions;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xw-vault-'));
    options = { path: join(folder, 'secrets', 'vault-keys.json'), isForeign: false, suite: 'aes-256-gcm' };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made at the first start, for its owner alone, and found again', () => {
    const ring = openKeyFile(options, NOW);
    expect(statSync(options.path).mode & 0o777).toBe(0o600);
    expect(openKeyFile(options, NOW + 1)).toEqual(ring);
  });

  it('is refused when others may read it; the group may where the operator named the file', () => {
    openKeyFile(options, NOW);
    for (const mode of [0o644, 0o604, 0o640, 0o660]) {
      chmodSync(options.path, mode);
      expect(() => openKeyFile(options, NOW)).toThrow(KeyFileError);
    }
    chmodSync(options.path, 0o440);
    expect(openKeyFile({ ...options, isForeign: true }, NOW).keys).toHaveLength(1);
    chmodSync(options.path, 0o444);
    expect(() => openKeyFile({ ...options, isForeign: true }, NOW)).toThrow('chmod 600');
  });

  it('is never replaced by a fresh one when it is damaged or the named one is missing', () => {
    expect(() => openKeyFile({ ...options, isForeign: true }, NOW)).toThrow('不存在');
    openKeyFile(options, NOW);
    for (const damaged of ['', '{}', 'null', readFileSync(options.path, 'utf8').slice(0, -40)]) {
      writeFileSync(options.path, damaged);
      expect(() => openKeyFile(options, NOW)).toThrow('内容不完整');
    }
  });

  it('turns while a vault is open: the vault seals with the new key and opens with both', () => {
    const vault = openVault(options, NOW);
    const where: SealContext = { purpose: 'person.phone', subject: 1 };
    const before = vault.seal('a', where);
    const other = openVault(options, NOW);
    turnKeyFile(options, NOW + 1);
    const after = vault.seal('a', where);
    expect(before.startsWith(vault.head())).toBe(false);
    expect([vault.open(before, where), vault.open(after, where), other.open(after, where)]).toEqual(['a', 'a', 'a']);
    expect(statSync(options.path).mode & 0o777).toBe(0o600);
    expect(vault.keys()).toHaveLength(2);
  });
});
