import { describe, expect, it } from 'vitest';
import { keyPermissions, stateOfKey } from '../../contracts/apiKeys.ts';
import { permissions, type Duty } from '../../contracts/permissions.ts';
import { keyFrom, secondsToNextMinute, spendOne, whyNotUntil, type Spent } from './apiKeys.rules.ts';

const DAY = 86_400_000;

describe('a key of another system', () => {
  const key = `xwk_${'a'.repeat(43)}`;
  it.each([
    [`Bearer ${key}`, key],
    [`Bearer ${key}x`, null],
    ['Bearer xwk_short', null],
    ['Bearer monitor-token', undefined],
    ['Basic YTpi', undefined],
    [undefined, undefined],
  ])('%s is read as %s', (header, read) => expect(keyFrom(header)).toBe(read));

  it('has its requests for each minute, and not one more', () => {
    let spent: Spent | undefined;
    for (let i = 0; i < 3; i += 1) spent = spendOne(spent, 60_000 + i, 3);
    expect(spent).toEqual({ minute: 1, count: 3 });
    expect(spendOne(spent, 119_999, 3)).toBeUndefined();
    expect(spendOne(spent, 120_000, 3)).toEqual({ minute: 2, count: 1 });
  });

  it('is told how long to wait: to the second, never too short, never none', () => {
    expect([60_000, 60_001, 118_500, 119_001, 119_999].map(secondsToNextMinute)).toEqual([60, 60, 2, 1, 1]);
  });

  it('has an end, not too far away', () => {
    expect(whyNotUntil(1_000, 1_000)).toContain('晚于');
    expect(whyNotUntil(731 * DAY, 0)).toContain('730');
    expect(whyNotUntil(365 * DAY, 0)).toBeUndefined();
    expect(stateOfKey({ confirmedAt: 1, isProposed: false, revokedAt: 1, expiresAt: 10 * DAY }, 0)).toBe('revoked');
    expect(stateOfKey({ confirmedAt: null, isProposed: true, revokedAt: null, expiresAt: 100 * DAY }, 0)).toBe(
      'waiting',
    );
    expect(stateOfKey({ confirmedAt: null, isProposed: false, revokedAt: null, expiresAt: 100 * DAY }, 0)).toBe(
      'lapsed',
    );
    expect(stateOfKey({ confirmedAt: 1, isProposed: false, revokedAt: null, expiresAt: 10 * DAY }, 0)).toBe('expiring');
    expect(stateOfKey({ confirmedAt: 1, isProposed: false, revokedAt: null, expiresAt: 100 * DAY }, 0)).toBe('active');
    expect(stateOfKey({ confirmedAt: 1, isProposed: false, revokedAt: null, expiresAt: 1 }, 1)).toBe('expired');
  });

  it('may hold business work only, and nothing about people', () => {
    for (const name of keyPermissions) {
      const duties: readonly Duty[] = permissions[name].duties;
      expect(duties).toContain('business');
      expect(name.startsWith('people.')).toBe(false);
    }
    expect(keyPermissions).toContain('projects.read');
    expect(keyPermissions).not.toContain('api-keys.manage');
    expect(keyPermissions).not.toContain('cameras.view');
  });
});
