import { Type, type Static } from 'typebox';
import { Loan } from './loans.ts';
import { Post } from './organisation.ts';
import { permissionNames, personRoles, roles } from './permissions.ts';
import { CodeText, InstantMs, NameText, nullable, oneOf } from './schema.ts';

export const LoginName = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9_.@-]+$' });
export const PasswordText = Type.String({ minLength: 10, maxLength: 200 });

export const Person = Type.Object({
  id: Type.Integer(),
  loginName: LoginName,
  name: NameText,
  /** In force or to come; those that are over are left out. */
  posts: Type.Array(Post),
  active: Type.Boolean(),
  createdAt: InstantMs,
  /** Of the sessions of the last 90 days. */
  lastSeenAt: nullable(InstantMs),
});
export type Person = Static<typeof Person>;

/** After so many days without a sign-in an account stands in the report of unused ones (8.1.4.2 c). */
export const UNUSED_DAYS = 90;

/** Which people are asked for; the organisation with all below it. */
export const PeopleQuery = Type.Object({
  text: Type.Optional(Type.String({ maxLength: 80 })),
  organisation: Type.Optional(CodeText),
  role: Type.Optional(oneOf(personRoles)),
  active: Type.Optional(Type.Boolean()),
  unused: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 500 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
});
export type PeopleQuery = Static<typeof PeopleQuery>;

/** A person with everything that they hold, held and lent. */
export const PersonDetail = Type.Object({
  ...Person.properties,
  formerPosts: Type.Array(Post),
  /** Given and received, newest first. */
  loans: Type.Array(Loan),
  openSessions: Type.Integer(),
});
export type PersonDetail = Static<typeof PersonDetail>;

/** A post in force, as its holder's pages need it. */
export const HeldPost = Type.Object({
  role: oneOf(personRoles),
  organisationCode: CodeText,
  organisationName: NameText,
  streetCode: nullable(Type.String()),
  /** Whose post it is when it was lent to this person. */
  lentBy: nullable(NameText),
});
export type HeldPost = Static<typeof HeldPost>;

/** Who is looking: a person with a session, or a wall with its token. */
export const Viewer = Type.Object({
  kind: oneOf(['person', 'wall', 'key'] as const),
  name: Type.String(),
  roles: Type.Array(oneOf(roles)),
  posts: Type.Array(HeldPost),
  permissions: Type.Array(oneOf(permissionNames)),
  expiresAt: nullable(InstantMs),
});
export type Viewer = Static<typeof Viewer>;

export const GrantPost = Type.Object({
  role: oneOf(personRoles),
  organisationCode: CodeText,
  fromAt: Type.Optional(InstantMs),
  untilAt: Type.Optional(nullable(InstantMs)),
});
export type GrantPost = Static<typeof GrantPost>;
