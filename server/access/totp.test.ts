import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { acceptedStep, enrolmentUri, newSecret } from './totp.ts';

/** RFC 6238, appendix B: the secret and the codes of SHA-1, their last six digits. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const STEP = 30_000;

describe('a one-time code', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %i s is that of RFC 6238', (seconds, code) =>
    expect(acceptedStep(RFC_SECRET, code, seconds * 1000, 0)).toBe(Math.floor(seconds / 30)),
  );

  const now = 1_800_000_015_000;
  const secret = newSecret();
  const codeAt = (at: number) => generateSync({ secret, epoch: Math.floor(at / 1000) });
  it.each([
    ['two steps old', -2, false],
    ['one step old', -1, true],
    ['of now', 0, true],
    ['one step early', 1, true],
    ['two steps early', 2, false],
  ])('%s: accepted %s', (_name, steps, accepted) =>
    expect(acceptedStep(secret, codeAt(now + steps * STEP), now, 0) !== undefined).toBe(accepted),
  );

  it('is good once, and none before it afterwards', () => {
    const step = acceptedStep(secret, codeAt(now), now, 0) ?? 0;
    expect(step).toBe(Math.floor(now / STEP));
    expect(acceptedStep(secret, codeAt(now), now, step)).toBeUndefined();
    expect(acceptedStep(secret, codeAt(now - STEP), now, step)).toBeUndefined();
    expect(acceptedStep(secret, codeAt(now + STEP), now, step)).toBe(step + 1);
  });

  it('has six digits and nothing else', () => {
    for (const text of ['', '12345', '1234567', 'abcdef', ' 12345', '１２３４５６'])
      expect(acceptedStep(secret, text, now, 0)).toBeUndefined();
  });

  it('has a secret of 160 bits, and an address that authenticators read', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(enrolmentUri('zhao.min', secret));
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(uri.pathname)).toBe('/玄武区项目绩效指挥中心:zhao.min');
    expect(uri.searchParams.get('secret')).toBe(secret);
  });
});
