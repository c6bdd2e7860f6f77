import { Type, type Static } from 'typebox';
import { Viewer } from './people.ts';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** Where somebody stands who is signing in: `ready` is signed in, everything before it can do nothing else. */
export const signInStates = ['second-factor', 'change-password', 'enrol', 'ready'] as const;
export type SignInState = (typeof signInStates)[number];

export const SignInStep = Type.Object({ state: oneOf(signInStates), viewer: nullable(Viewer) });
export type SignInStep = Static<typeof SignInStep>;

/** Whether people show a second factor. `waived` is possible in a demonstration only, and then said on every page. */
export const secondFactorModes = ['required', 'waived'] as const;
export type SecondFactorMode = (typeof secondFactorModes)[number];

/** What the sign-in page offers. `provider`: the name of the OpenID provider, when there is one. */
export const SignInOptions = Type.Object({
  secondFactor: oneOf(secondFactorModes),
  provider: nullable(Type.String()),
});
export type SignInOptions = Static<typeof SignInOptions>;

/** Six digits of the authenticator. */
export const OneTimeCode = Type.String({ pattern: '^[0-9]{6}$' });
/** Six digits of the authenticator, or a recovery code. */
export const FactorProof = Type.String({ minLength: 6, maxLength: 40 });

/** What an authenticator needs; the page draws `uri` as a QR code. */
export const Enrolment = Type.Object({ uri: Type.String(), secret: Type.String() });
export type Enrolment = Static<typeof Enrolment>;

/** Shown once; only their hashes are kept. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(Type.String()) });
export type RecoveryCodes = Static<typeof RecoveryCodes>;

/** Somebody's own account, as their page shows it. */
export const Account = Type.Object({
  loginName: Type.String(),
  name: Type.String(),
  passwordSetAt: InstantMs,
  passwordDueAt: InstantMs,
  secondFactor: Type.Object({
    mode: oneOf(secondFactorModes),
    enrolledAt: nullable(InstantMs),
    recoveryCodesLeft: Type.Integer(),
  }),
  provider: nullable(Type.Object({ name: Type.String(), boundAt: nullable(InstantMs) })),
  /** A new sign-in ends the older session: administrators. */
  oneSession: Type.Boolean(),
});
export type Account = Static<typeof Account>;

export const OwnSession = Type.Object({
  id: Type.String(),
  openedAt: InstantMs,
  lastSeenAt: InstantMs,
  expiresAt: InstantMs,
  address: nullable(Type.String()),
  agent: nullable(Type.String()),
  isCurrent: Type.Boolean(),
});
export type OwnSession = Static<typeof OwnSession>;

export const noticeKinds = [
  'new-device',
  'session-replaced',
  'password-changed',
  'password-reset',
  'factor-enrolled',
  'factor-reset',
  'recovery-code-used',
  'provider-bound',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const AccountNotice = Type.Object({
  id: Type.Integer(),
  at: InstantMs,
  kind: oneOf(noticeKinds),
  address: nullable(Type.String()),
  agent: nullable(Type.String()),
});
export type AccountNotice = Static<typeof AccountNotice>;
