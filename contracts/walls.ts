import { Type, type Static } from 'typebox';
import type { Permission } from './permissions.ts';
import type { RoomKind } from './socket.ts';
import { InstantMs, NameText, nullable, oneOf } from './schema.ts';

const CODE = '[A-Za-z0-9][A-Za-z0-9_-]{0,39}';

/** What of the district a page shows, and the permission to see it. */
interface CastPage {
  readonly pattern: string;
  readonly permission: Permission;
  readonly kind: RoomKind;
}

/** The pages that may be cast to a wall, each with what the wall and whoever casts must see. Nothing else may be. */
export const castPages: readonly CastPage[] = [
  { pattern: '/wall', permission: 'live.district', kind: 'district' },
  { pattern: '/wall/projects', permission: 'projects.read', kind: 'district' },
  { pattern: '/wall/monitoring', permission: 'live.district', kind: 'district' },
  { pattern: `/wall/street/${CODE}`, permission: 'live.street', kind: 'street' },
  { pattern: `/street/${CODE}`, permission: 'live.street', kind: 'street' },
  { pattern: `/project/${CODE}`, permission: 'live.project', kind: 'project' },
  { pattern: `/project/${CODE}/site(?:/${CODE})?`, permission: 'live.project', kind: 'project' },
];
export const CastPath = Type.String({
  maxLength: 120,
  pattern: `^(${castPages.map(({ pattern }) => pattern).join('|')})$`,
});

/** What whoever shows a page must be allowed to see; undefined for a path that may not be cast. */
export function sightToShow(
  path: string,
): { readonly permission: Permission; readonly kind: RoomKind; readonly key: string } | undefined {
  const page = castPages.find(({ pattern }) => new RegExp(`^${pattern}$`).test(path));
  if (page === undefined) return undefined;
  const { permission, kind } = page;
  const [, first = '', second = '', third = ''] = path.split('/');
  return { permission, kind, key: kind === 'district' ? '' : first === 'wall' ? third : second };
}

/** Minutes of a cast, and how long one that is held can stand at most. */
export const CAST_MINUTES = { min: 1, max: 120 } as const;
export const HELD_AT_MOST_MS = 8 * 60 * 60_000;

/** For how long a wall shows a page that somebody cast to it. */
export const WallLease = Type.Object({
  path: CastPath,
  /** Who casts, by name. */
  by: Type.String(),
  startedAt: InstantMs,
  until: InstantMs,
  /** Stays until it is released, and nobody else may replace it. */
  held: Type.Boolean(),
});
export type WallLease = Static<typeof WallLease>;

/** A wall reports this often; one that has not for three periods is silent. */
export const WALL_REPORT_MS = 10_000;

/** What a wall says of itself. `at` is its own clock: how far that is off is judged by the server. */
export const WallReport = Type.Object(
  {
    page: Type.String({ minLength: 1, maxLength: 200 }),
    version: Type.String({ maxLength: 64 }),
    /** Null where the browser does not say. */
    fps: nullable(Type.Number({ minimum: 0, maximum: 1000 })),
    heapBytes: nullable(Type.Integer({ minimum: 0 })),
    viewport: Type.Object({
      width: Type.Integer({ minimum: 1, maximum: 100_000 }),
      height: Type.Integer({ minimum: 1, maximum: 100_000 }),
      ratio: Type.Number({ minimum: 0.1, maximum: 20 }),
    }),
    mapProfile: oneOf(['full', 'low'] as const),
    at: InstantMs,
  },
  { additionalProperties: false },
);
export type WallReport = Static<typeof WallReport>;

export const WallCommand = Type.Union([
  Type.Object({ kind: Type.Literal('show'), lease: WallLease }),
  Type.Object({ kind: Type.Literal('release') }),
  Type.Object({ kind: Type.Literal('reload') }),
  Type.Object({ kind: Type.Literal('identify'), until: InstantMs, label: NameText }),
  /** Asks for a picture of what is shown; it comes by REST. */
  Type.Object({ kind: Type.Literal('snapshot') }),
]);
export type WallCommand = Static<typeof WallCommand>;

/** Alive: connected and reporting. Silent: connected, yet its page no longer reports. Unopened: its link awaits its first use. */
export const wallStates = ['alive', 'silent', 'away', 'unopened', 'revoked'] as const;
export type WallState = (typeof wallStates)[number];

const identity = { id: Type.Integer(), name: NameText };
/** A wall as the console sees it. */
export const Wall = Type.Object({
  ...identity,
  createdAt: InstantMs,
  createdBy: Type.String(),
  exchangedAt: nullable(InstantMs),
  lastSeenAt: nullable(InstantMs),
  revokedAt: nullable(InstantMs),
  state: oneOf(wallStates),
  /** Its last word, and when that came; nothing since the server started: null. */
  report: nullable(WallReport),
  reportedAt: nullable(InstantMs),
  /** How far its clock is ahead of the server's. */
  clockSkewMs: nullable(Type.Integer()),
  thumbnailAt: nullable(InstantMs),
  lease: nullable(WallLease),
});
export type Wall = Static<typeof Wall>;

/** A wall as someone sees it who wants to cast a page. */
export const CastTarget = Type.Object({
  ...identity,
  state: oneOf(wallStates),
  /** Null where it does not say, or shows what the one who asks may not see; so is the path of what is cast. */
  page: nullable(Type.String()),
  lease: nullable(Type.Object({ ...WallLease.properties, path: nullable(CastPath) })),
  /** Whether the one who asks may replace or release what is cast. */
  mayChange: Type.Boolean(),
});
export type CastTarget = Static<typeof CastTarget>;

export const CastWish = Type.Object({
  path: CastPath,
  minutes: Type.Integer({ minimum: CAST_MINUTES.min, maximum: CAST_MINUTES.max }),
  hold: Type.Boolean(),
});
export type CastWish = Static<typeof CastWish>;

/** Formats of a thumbnail, and its size at most: 480 x 270 as WebP is some 15 KB. */
export const thumbnailTypes = ['image/webp', 'image/jpeg'] as const;
export type ThumbnailType = (typeof thumbnailTypes)[number];
export const THUMBNAIL_BYTES = 64 * 1024;
export const THUMBNAIL_SIZE = { width: 480, height: 270 } as const;
