import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import {
  HELD_AT_MOST_MS,
  sightToShow,
  WALL_REPORT_MS,
  type CastWish,
  type ThumbnailType,
  type WallLease,
  type WallState,
} from '../../../contracts/walls.ts';

const MINUTE = 60_000;

/** A lease with its owner. */
export interface StandingLease extends WallLease {
  readonly personId: number;
}
/** What of a lease leaves the server. */
export const publicLease = ({ path, by, startedAt, until, held }: WallLease): WallLease => ({
  path,
  by,
  startedAt,
  until,
  held,
});
/** Who casts. Whoever manages walls may end what another one holds. */
export interface Caster {
  readonly personId: number;
  readonly name: string;
  readonly manages: boolean;
}
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail?: string;
}
export type LeasePlan = { readonly lease: StandingLease } | { readonly refusal: Refusal };

/** The lease, unless its time is over. */
export const inForce = <L extends WallLease>(lease: L | null | undefined, now: Instant): L | null =>
  lease && lease.until > now ? lease : null;

const owns = (lease: StandingLease, caster: Caster): boolean => caster.manages || lease.personId === caster.personId;

/** A lease gives way to whoever casts next; one that is held only to its owner and to those who manage walls. */
export const mayChange = (lease: StandingLease | null, caster: Caster): boolean =>
  lease === null || !lease.held || owns(lease, caster);

/** Shanghai's clock: UTC+8 all year, without summer time since 1991. */
const clockOf = (at: Instant): string => new Date(at + 8 * 60 * MINUTE).toISOString().slice(11, 16);
const heldBy = ({ by, until }: WallLease): Refusal => ({ code: 'wall-held', detail: `${by}保持至 ${clockOf(until)}` });

/** Who of the two may see the page: whoever casts must, for the room before the wall would else see it in their name. */
export interface Onlookers {
  readonly caster: boolean;
  readonly wall: boolean;
}

/** What casting a page to a wall leads to. */
export function planCast(
  standing: StandingLease | null,
  wish: CastWish,
  caster: Caster,
  now: Instant,
  sees: Onlookers,
): LeasePlan {
  if (sightToShow(wish.path) === undefined) return { refusal: { code: 'bad-request', detail: '此页面不能投屏' } };
  if (!sees.caster) return { refusal: { code: 'not-permitted', detail: '无权查看此页面' } };
  // The page is opened by the wall's own session: it never shows more than the wall may see.
  if (!sees.wall) return { refusal: { code: 'not-permitted', detail: '大屏无权查看此页面' } };
  if (!mayChange(standing, caster) && standing) return { refusal: heldBy(standing) };
  const until = now + (wish.hold ? HELD_AT_MOST_MS : wish.minutes * MINUTE);
  const { personId, name } = caster;
  return { lease: { path: wish.path, personId, by: name, startedAt: now, until, held: wish.hold } };
}

/** What keeping a cast leads to. It ends eight hours after its beginning at the latest, however often it is kept. */
export function planHold(standing: StandingLease | null, caster: Caster): LeasePlan {
  if (standing === null) return { refusal: { code: 'nothing-cast' } };
  if (!owns(standing, caster))
    return { refusal: standing.held ? heldBy(standing) : { code: 'not-permitted', detail: `由${standing.by}投屏` } };
  return { lease: { ...standing, held: true, until: standing.startedAt + HELD_AT_MOST_MS } };
}

/** Why a cast may not be released; undefined when it may. */
export function whyNotRelease(standing: StandingLease | null, caster: Caster): Refusal | undefined {
  if (standing === null) return { code: 'nothing-cast' };
  return mayChange(standing, caster) ? undefined : heldBy(standing);
}

export interface WallSigns {
  readonly exchangedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly isConnected: boolean;
  readonly reportedAt: Instant | null;
}

/** How a wall is, from the signs it gives. */
export function stateOf(signs: WallSigns, now: Instant): WallState {
  if (signs.revokedAt !== null) return 'revoked';
  if (signs.exchangedAt === null) return 'unopened';
  if (!signs.isConnected) return 'away';
  return signs.reportedAt !== null && now - signs.reportedAt < 3 * WALL_REPORT_MS ? 'alive' : 'silent';
}

/** What a picture is by its first bytes, whatever it was called. */
export function sniffThumbnail(bytes: Buffer): ThumbnailType | undefined {
  if (bytes.subarray(0, 4).equals(RIFF) && bytes.subarray(8, 12).equals(WEBP)) return 'image/webp';
  return bytes.subarray(0, 3).equals(JPEG) ? 'image/jpeg' : undefined;
}
const RIFF = Buffer.from('RIFF');
const WEBP = Buffer.from('WEBP');
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
