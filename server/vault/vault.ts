import { createHmac, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Instant } from '../../contracts/glossary.ts';
import { openKeyFile, readKeyFile, type KeyFileOptions } from './keyFile.ts';
import { currentKey, deriveKey, type KeyRing, type RingKey } from './keyRing.ts';
import type { HashPurpose, SealPurpose } from './sealedFields.ts';
import { BrokenSeal, suiteNames, suites, type SuiteName } from './suites.ts';

/** What a sealed text is for and whose it is. Opened with any other, it is broken: it cannot be moved between rows. */
export interface SealContext {
  readonly purpose: SealPurpose;
  /** The row it belongs to: its primary key. */
  readonly subject: string | number;
}

/** The one place where fields are encrypted. Takes text and gives text that a column can hold. */
export interface Vault {
  /** Encrypts under the newest key. The same text sealed twice looks different each time. */
  seal(plain: string, context: SealContext): string;
  /** @throws BrokenSeal when it was changed, moved or its key is not in the ring */
  open(sealed: string, context: SealContext): string;
  /** Equal for equal texts of one purpose, and nothing else: for searching by equality in what is sealed. */
  blindIndex(plain: string, purpose: HashPurpose): Buffer;
  /** What everything begins with that is sealed as it would be sealed today: suite and key. */
  head(): string;
  /** The keys at hand, the encrypting one last. */
  keys(): readonly RingKey[];
}

const VERSION = 'v1';
/** `v1:suite:key:base64url(nonce, ciphertext, tag)` */
const FORM = new RegExp(`^(${VERSION}:(${suiteNames.join('|')}):(k[0-9a-f]{10})):([A-Za-z0-9_-]+)$`);

/** Parts with their lengths, so that no two lists of parts give the same bytes. */
const bind = (...parts: readonly string[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );

/** Where keys come from: a fixed ring (tests), or one that may be turned while we run. */
export interface RingSource {
  /** The newest ring there is. */
  newest(): KeyRing;
}

/** A vault over a ring of keys. @param suite encrypts; whatever the other suite has sealed opens all the same */
export function createVault(source: RingSource, suite: SuiteName): Vault {
  const derived = new Map<string, Buffer>();
  let ring = source.newest();
  const keyFor = (key: RingKey, name: SuiteName, purpose: string): Buffer => {
    const label = `${key.id}/${name}/${purpose}`;
    const found = derived.get(label) ?? deriveKey(key, name, purpose);
    derived.set(label, found);
    return found;
  };
  const findKey = (id: string): RingKey => {
    const find = () => ring.keys.find((key) => key.id === id);
    const known = find();
    if (known !== undefined) return known;
    // Sealed by a process that has already turned the ring.
    ring = source.newest();
    const key = find();
    if (key === undefined) throw new BrokenSeal(`key ${id} is not in the ring`);
    return key;
  };
  const headOf = (key: RingKey) => `${VERSION}:${suite}:${key.id}`;

  return {
    seal(plain, { purpose, subject }) {
      ring = source.newest();
      const key = currentKey(ring);
      const head = headOf(key);
      const nonce = randomBytes(suites[suite].nonceBytes);
      const bound = bind(head, purpose, `${subject}`);
      const body = suites[suite].encrypt(keyFor(key, suite, purpose), nonce, Buffer.from(plain), bound);
      return `${head}:${Buffer.concat([nonce, body]).toString('base64url')}`;
    },
    open(sealed, { purpose, subject }) {
      const [, head, name, keyId, text] = FORM.exec(sealed) ?? [];
      if (head === undefined || keyId === undefined || text === undefined) throw new BrokenSeal('not a sealed text');
      const { nonceBytes, decrypt } = suites[name as SuiteName];
      const bytes = Buffer.from(text, 'base64url');
      // Base64 has spellings of the same bytes that differ in their last letter: only one of them is ours.
      if (bytes.toString('base64url') !== text) throw new BrokenSeal('not a sealed text');
      const key = keyFor(findKey(keyId), name as SuiteName, purpose);
      const bound = bind(head, purpose, `${subject}`);
      try {
        return decrypt(key, bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes), bound).toString();
      } catch (error) {
        throw error instanceof BrokenSeal ? error : new BrokenSeal('not sealed for this row and purpose');
      }
    },
    blindIndex(plain, purpose) {
      const { hash, secret } = ring.index;
      return createHmac(hash, Buffer.from(secret, 'base64url'))
        .update(bind('xw-vault/index', purpose, plain))
        .digest();
    },
    head() {
      ring = source.newest();
      return `${headOf(currentKey(ring))}:`;
    },
    keys: () => (ring = source.newest()).keys,
  };
}

/** The ring of a file, read anew when the file has changed. */
function watchedRing(options: KeyFileOptions, now: Instant): RingSource {
  openKeyFile(options, now);
  let held = readKeyFile(options);
  return {
    newest() {
      if (statSync(options.path).mtimeMs !== held.changedAt) held = readKeyFile(options);
      return held.ring;
    },
  };
}

/** The vault of this installation. @throws KeyFileError */
export const openVault = (options: KeyFileOptions, now: Instant): Vault =>
  createVault(watchedRing(options, now), options.suite);
