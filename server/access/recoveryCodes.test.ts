import { expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes, RECOVERY_CODES } from './recoveryCodes.ts';

it('makes ten different codes that can be copied from paper', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(RECOVERY_CODES);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});

it('knows a code again however it was typed, and no other', () => {
  const kept = hashRecoveryCode('10AB-CDEF-GH01-2345');
  expect(hashRecoveryCode(' ioab cdef ghol 2345 ')).toEqual(kept);
  expect(hashRecoveryCode('10AB-CDEF-GH01-2346')).not.toEqual(kept);
});
