import { describe, expect, it } from 'vitest';
import { hashPassword, verifyNobody, verifyPassword } from './password.ts';
import { isStrongPassword } from './password.rules.ts';
import { hashToken, newToken } from './tokens.ts';

describe('passwords', () => {
  it('are kept as argon2id and verified', async () => {
    const stored = await hashPassword('Correct-Horse-1');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(stored, 'Correct-Horse-1')).toBe(true);
    expect(await verifyPassword(stored, 'Correct-Horse-2')).toBe(false);
    expect(await verifyPassword('not a hash', 'Correct-Horse-1')).toBe(false);
    expect(await verifyNobody('nobody has this password')).toBe(false);
  });

  it.each([
    ['Abcdefghi1', true],
    ['abcdefgh1!', true],
    ['玄武湖-Abcdef1', true],
    ['Abcdefgh1', false],
    ['abcdefghijk1', false],
    ['abcdefghijklmnop', false],
  ])('%s may be set: %s', (password, allowed) => expect(isStrongPassword(password)).toBe(allowed));
});

describe('tokens', () => {
  it('carry 256 bits and are stored as their hash', () => {
    expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(newToken()).not.toBe(newToken());
    expect(hashToken('a')).toHaveLength(32);
  });
});
