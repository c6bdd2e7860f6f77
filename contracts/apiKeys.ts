import { Type, type Static } from 'typebox';
import { permissionNames, permissions, type Duty, type Permission } from './permissions.ts';
import { CodeText, InstantMs, NameText, nullable, oneOf } from './schema.ts';

/** What every key begins with, so that scanners of repositories know one that was left lying about. */
export const KEY_PREFIX = 'xwk_';

/** The work of persons and screens: no key may hold these. A stream that stays open would outlive its key. */
const notForKeys: readonly Permission[] = [
  'cameras.view',
  'people.reveal',
  'people.read',
  'posts.lend',
  'walls.report',
  'walls.push',
];

/** What a key may hold: business work, and none of any administrator's. */
export const keyPermissions = permissionNames.filter((name) => {
  const duties: readonly Duty[] = permissions[name].duties;
  return duties.includes('business') && !notForKeys.includes(name);
});

/** The longest a key lives. */
export const KEY_MAX_DAYS = 730;

/** A key as administrators see it; the key itself is seen once, by whoever makes it. */
export const ApiKey = Type.Object({
  id: Type.Integer(),
  name: NameText,
  permissions: Type.Array(oneOf(permissionNames)),
  organisationCode: CodeText,
  organisationName: Type.String(),
  requestsPerMinute: Type.Integer(),
  createdAt: InstantMs,
  createdBy: Type.String(),
  /** Null: it waits for a second person and opens nothing. */
  confirmedAt: nullable(InstantMs),
  confirmedBy: nullable(Type.String()),
  /** A proposal to confirm it is before a second person now. */
  isProposed: Type.Boolean(),
  expiresAt: InstantMs,
  lastUsedAt: nullable(InstantMs),
  revokedAt: nullable(InstantMs),
});
export type ApiKey = Static<typeof ApiKey>;

export const NewApiKey = Type.Object({
  name: NameText,
  permissions: Type.Array(oneOf(keyPermissions), { minItems: 1 }),
  organisationCode: CodeText,
  requestsPerMinute: Type.Integer({ minimum: 1, maximum: 6000 }),
  expiresAt: InstantMs,
});
export type NewApiKey = Static<typeof NewApiKey>;

/** The only time that a key is told. */
export const IssuedApiKey = Type.Object({ key: Type.String(), row: ApiKey });
export type IssuedApiKey = Static<typeof IssuedApiKey>;

/** `lapsed`: nobody confirmed it in time, or it was refused: it never opens anything and is to be revoked. */
export const keyStates = ['waiting', 'lapsed', 'active', 'expiring', 'expired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];
const SOON_MS = 30 * 86_400_000;

/** How a key stands at an instant. */
export function stateOfKey(
  {
    confirmedAt,
    isProposed,
    revokedAt,
    expiresAt,
  }: Pick<ApiKey, 'confirmedAt' | 'isProposed' | 'revokedAt' | 'expiresAt'>,
  now: number,
): KeyState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  if (confirmedAt === null) return isProposed ? 'waiting' : 'lapsed';
  return expiresAt - now < SOON_MS ? 'expiring' : 'active';
}
