import { describe, expect, it } from 'vitest';
import { nextState, type Progress } from './signIn.rules.ts';

const NOW = 1_800_000_000_000;
const OLD = NOW - 90 * 86_400_000;
const done: Progress = {
  way: 'password',
  passwordSetAt: NOW,
  passwordTemporary: false,
  enrolledAt: NOW,
  factorShown: true,
};

describe('a sign-in', () => {
  it.each<[string, Partial<Progress>, string]>([
    ['with everything shown', {}, 'ready'],
    ['without the second factor', { factorShown: false }, 'second-factor'],
    ['without the second factor, the password being due', { factorShown: false, passwordSetAt: OLD }, 'second-factor'],
    ['with a password of 90 days', { passwordSetAt: OLD }, 'change-password'],
    ['the first one', { passwordTemporary: true, enrolledAt: null, factorShown: false }, 'change-password'],
    ['the first one, its password changed', { enrolledAt: null, factorShown: false }, 'enrol'],
    ['by a set-up link', { way: 'set-up', enrolledAt: null, factorShown: false }, 'enrol'],
    ['by way of the provider', { way: 'provider', passwordSetAt: OLD, factorShown: false }, 'second-factor'],
    ['by way of the provider, with the factor', { way: 'provider', passwordSetAt: OLD }, 'ready'],
    ['by way of the provider, not enrolled', { way: 'provider', enrolledAt: null, factorShown: false }, 'enrol'],
  ])('%s goes on to %s', (_name, over, state) => expect(nextState({ ...done, ...over }, 'required', NOW)).toBe(state));

  it('asks for no second factor where it is waived, and still for a new password', () => {
    const first = { ...done, enrolledAt: null, factorShown: false };
    expect(nextState(first, 'waived', NOW)).toBe('ready');
    expect(nextState({ ...first, passwordTemporary: true }, 'waived', NOW)).toBe('change-password');
  });
});
