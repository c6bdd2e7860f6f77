import { Type, type Static } from 'typebox';
import { roles, permissions, type Permission } from './permissions.ts';
import { InstantMs, NameText, nullable, oneOf } from './schema.ts';

export const LoginName = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9_.@-]+$' });
export const PasswordText = Type.String({ minLength: 10, maxLength: 200 });

export const Person = Type.Object({
  id: Type.Integer(),
  loginName: LoginName,
  name: NameText,
  roles: Type.Array(oneOf(roles)),
  active: Type.Boolean(),
  createdAt: InstantMs,
});
export type Person = Static<typeof Person>;

/** Who is looking: a person with a session, or a wall with its token. */
export const Viewer = Type.Object({
  kind: oneOf(['person', 'wall'] as const),
  name: Type.String(),
  roles: Type.Array(oneOf(roles)),
  permissions: Type.Array(oneOf(Object.keys(permissions) as Permission[])),
  expiresAt: nullable(InstantMs),
});
export type Viewer = Static<typeof Viewer>;
