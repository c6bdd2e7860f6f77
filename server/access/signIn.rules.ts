import type { SecondFactorMode, SignInState } from '../../contracts/account.ts';
import type { Instant } from '../../contracts/glossary.ts';
import { isPasswordDue } from './password.rules.ts';

/** How somebody came to the doorstep: by password, by way of the OpenID provider, or by a set-up link. */
export type Way = 'password' | 'provider' | 'set-up';

/** What decides the next step of a sign-in. */
export interface Progress {
  readonly way: Way;
  readonly passwordSetAt: Instant;
  readonly passwordTemporary: boolean;
  readonly enrolledAt: Instant | null;
  readonly factorShown: boolean;
}

/**
 * What is asked for next. The second factor comes before the new password: whoever has only found an old password must
 * not be able to set another one. At a first sign-in there is none yet, and it is enrolled last.
 */
export function nextState(progress: Progress, mode: SecondFactorMode, now: Instant): SignInState {
  const { way, passwordSetAt, passwordTemporary, enrolledAt, factorShown } = progress;
  if (mode === 'required' && enrolledAt !== null && !factorShown) return 'second-factor';
  const isDue = isPasswordDue({ at: passwordSetAt, isTemporary: passwordTemporary }, now);
  // The provider has its own passwords and looks after them.
  if (way !== 'provider' && isDue) return 'change-password';
  if (mode === 'required' && enrolledAt === null) return 'enrol';
  return 'ready';
}
