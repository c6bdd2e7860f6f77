import { Type, type Static } from 'typebox';
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
});
export type Person = Static<typeof Person>;

/** A post in force, as its holder's pages need it. */
export const HeldPost = Type.Object({
  role: oneOf(personRoles),
  organisationCode: CodeText,
  organisationName: NameText,
  streetCode: nullable(Type.String()),
});
export type HeldPost = Static<typeof HeldPost>;

/** Who is looking: a person with a session, or a wall with its token. */
export const Viewer = Type.Object({
  kind: oneOf(['person', 'wall'] as const),
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
