import type { Instant } from '../../contracts/glossary.ts';
import type { HeldPost, Viewer } from '../../contracts/people.ts';
import { permissionNames, type Permission } from '../../contracts/permissions.ts';

const MINUTE = 60_000;
/** GB/T 22239-2019 8.1.4.1 b: idle log-out; absolute end; a wall stands unattended and ends by revocation only. */
export const PERSON_IDLE_MS = 30 * MINUTE;
export const PERSON_MAX_MS = 12 * 60 * MINUTE;
export const WALL_MAX_MS = 400 * 24 * 60 * MINUTE;
/** `last_seen_at` is written at most this often. */
export const SEEN_EVERY_MS = MINUTE;

/** A post in force with what it carries by the role matrix. */
export type CarryingPost = HeldPost & { readonly permissions: readonly string[] };

export interface SessionRow {
  readonly personId: number | null;
  readonly wallId: number | null;
  readonly name: string;
  readonly posts: readonly CarryingPost[];
  /** Of all its roles, by the role matrix; names of a former release may be among them. */
  readonly permissions: readonly string[];
  /** The person is active, or the wall is not revoked. */
  readonly allowed: boolean;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
}

/** Why a session was ended before its time; its person is told the last two when they come back. */
export type EndReason = 'signed-out' | 'deactivated' | 'replaced' | 'revoked';

export type SessionKind = Viewer['kind'];
export const kindOf = (row: Pick<SessionRow, 'wallId'>): SessionKind => (row.wallId === null ? 'person' : 'wall');

/** The absolute end of a session that opens now. */
export const endOf = (kind: SessionKind, now: Instant): Instant =>
  now + (kind === 'wall' ? WALL_MAX_MS : PERSON_MAX_MS);

/** Whether a session still stands: not ended, not past its absolute end, and for people not idle too long. */
export function isLive(row: SessionRow, now: Instant): boolean {
  if (row.endedAt !== null || !row.allowed || now >= row.expiresAt) return false;
  return kindOf(row) === 'wall' || now - row.lastSeenAt < PERSON_IDLE_MS;
}

/**
 * The name under which somebody does what a permission is for: with those on whose behalf, where lent posts alone carry
 * it.
 */
export function actingName(name: string, posts: readonly CarryingPost[], permission: Permission): string {
  const carrying = posts.filter((post) => post.permissions.includes(permission));
  const lenders = new Set(carrying.map((post) => post.lentBy));
  return lenders.size === 0 || lenders.has(null) ? name : `${name}（代${[...lenders].join('、')}）`;
}

/** Who is looking, as the screen learns it. */
export const viewerFrom = (row: SessionRow): Viewer => ({
  kind: kindOf(row),
  name: row.name,
  roles: kindOf(row) === 'wall' ? ['wall'] : [...new Set(row.posts.map((post) => post.role))],
  posts: row.posts.map(({ permissions: _, ...post }) => post),
  permissions: permissionNames.filter((one): one is Permission => row.permissions.includes(one)),
  expiresAt: row.expiresAt,
});
