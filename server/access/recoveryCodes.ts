import { randomInt } from 'node:crypto';
import { hashToken } from './tokens.ts';

export const RECOVERY_CODES = 10;
/** Crockford's base 32: nothing that is mistaken for something else when copied from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP = 4;

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''),
  ).join('-');

/** Ten codes of 80 random bits each. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, newCode);

/** As it was typed: small letters, blanks, O for 0 and I or L for 1 are forgiven. */
const asWritten = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

/** What is kept of a code: with 80 bits of chance in it one hash is enough. */
export const hashRecoveryCode = (typed: string): Buffer => hashToken(asWritten(typed));
