import { describe, expect, it } from 'vitest';
import { hashPassword, refuseWeak, verifyNobody, verifyPassword } from './password.ts';
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

  it('are refused with the rule they break', () => {
    const owner = { loginName: 'zhao', name: '赵敏' };
    expect(() => refuseWeak('Nanjing@2026', owner)).toThrow('口令过于常见');
    expect(() => refuseWeak('Tangerine-Kite-47', owner)).not.toThrow();
  });
});

describe('tokens', () => {
  it('carry 256 bits and are stored as their hash', () => {
    expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(newToken()).not.toBe(newToken());
    expect(hashToken('a')).toHaveLength(32);
  });
});
