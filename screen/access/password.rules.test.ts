import { expect, it } from 'vitest';
import { checkPassword } from './password.rules.ts';

it('asks for ten characters of three kinds, twice', () => {
  expect(checkPassword('short1A', 'short1A')).toEqual({ isLong: false, isMixed: true, isSame: true });
  expect(checkPassword('alllowercase', '')).toEqual({ isLong: true, isMixed: false, isSame: false });
  expect(checkPassword('Xuanwu-2026', 'Xuanwu-2026')).toEqual({ isLong: true, isMixed: true, isSame: true });
});
