import type { Instant } from '../../../contracts/glossary.ts';
import type { CastWish, Wall } from '../../../contracts/walls.ts';
import { commit, record, systemActor, type Action, type Actor } from '../../access/audit.ts';
import type { SessionBook } from '../../access/sessions.ts';
import { hashToken, newToken } from '../../access/tokens.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RequestDatabase, Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import {
  inForce,
  planCast,
  planHold,
  whyNotRelease,
  type Caster,
  type Onlookers,
  type StandingLease,
} from './walls.rules.ts';
import {
  deleteLapsedLeases,
  deleteLease,
  deleteLeaseOf,
  insertWall,
  lockWall,
  markWallRevoked,
  selectLease,
  selectLeases,
  selectWalls,
  upsertLease,
} from './walls.sql.ts';

/** What is stored of a wall; the rest is what it last said of itself. */
export type WallRow = Pick<
  Wall,
  'id' | 'name' | 'createdAt' | 'createdBy' | 'exchangedAt' | 'lastSeenAt' | 'revokedAt'
>;
export type LeaseOfWall = StandingLease & { readonly wallId: number };

/** All walls, newest first, revoked ones included. */
export const listWalls = (db: Runner): Promise<WallRow[]> => db.run<WallRow>(selectWalls());

export interface IssuedWall {
  readonly wall: WallRow;
  /** Shown once. The token stands behind `#`, so that it is in no request and in no log. */
  readonly path: string;
}

/** What issuing and revoking needs beside the caller's own database. */
export interface WallOffice {
  readonly db: RequestDatabase;
  readonly clock: Clock;
  readonly sessions: SessionBook;
}

/** Issues a wall's link. */
export async function createWall(
  { db, clock }: Pick<WallOffice, 'db' | 'clock'>,
  name: string,
  actor: Actor,
): Promise<IssuedWall> {
  const token = newToken();
  const create: Action<'wall.create', string, WallRow> = async (tx, by, title) => {
    const [wall] = await tx.run<WallRow>(insertWall(title, hashToken(token), by.name, clock.now()));
    if (wall === undefined) throw new ProblemError('internal');
    return record(tx, { actor: by, verb: 'wall.create', subject: `${wall.id}`, after: { name: title } }, wall);
  };
  return { wall: await commit(db, create, actor, name), path: `/wall#token=${token}` };
}

/** Revokes a wall: its sessions and sockets end at once, and what was cast to it. @throws ProblemError not-found */
export async function revokeWall({ db, clock, sessions }: WallOffice, id: number, actor: Actor): Promise<void> {
  const revoke: Action<'wall.revoke', number, string[]> = async (tx, by, wallId) => {
    const [wall] = await tx.run<{ name: string }>(markWallRevoked(wallId, clock.now()));
    if (wall === undefined) throw new ProblemError('not-found');
    await tx.run(deleteLease(wallId));
    const ended = await sessions.endAllOf(tx, { wallId }, 'deactivated');
    return record(tx, { actor: by, verb: 'wall.revoke', subject: `${wallId}`, before: { name: wall.name } }, ended);
  };
  sessions.announceEnded(await commit(db, revoke, actor, id));
}

/** A wall's row, held until the transaction ends, with what is cast to it. @throws ProblemError not-found */
async function take(tx: Transaction, wallId: number, now: Instant) {
  const [wall] = await tx.run<{ name: string }>(lockWall(wallId));
  if (wall === undefined) throw new ProblemError('not-found');
  const [lease] = await tx.run<LeaseOfWall>(selectLease(wallId));
  return { wall, standing: inForce(lease, now) };
}

const told = (lease: StandingLease | null) =>
  lease && { path: lease.path, by: lease.by, until: new Date(lease.until).toISOString(), held: lease.held };

export interface LeaseInput {
  readonly wallId: number;
  readonly caster: Caster;
  readonly now: Instant;
}

interface CastInput {
  readonly wish: CastWish;
  readonly sees: Onlookers;
}

/** Casts a page to a wall. @throws ProblemError not-found, bad-request, not-permitted or wall-held */
export const castToWall: Action<'wall.show', LeaseInput & CastInput, StandingLease> = async (
  tx,
  actor,
  { wallId, wish, sees, caster, now },
) => {
  const { standing } = await take(tx, wallId, now);
  const plan = planCast(standing, wish, caster, now, sees);
  if ('refusal' in plan) throw new ProblemError(plan.refusal.code, plan.refusal.detail);
  await tx.run(upsertLease(wallId, plan.lease));
  const change = { before: told(standing), after: told(plan.lease) };
  return record(tx, { actor, verb: 'wall.show', subject: `${wallId}`, ...change }, plan.lease);
};

/** Keeps what is cast until it is released. @throws ProblemError not-found, nothing-cast, not-permitted or wall-held */
export const holdCast: Action<'wall.hold', LeaseInput, StandingLease> = async (tx, actor, { wallId, caster, now }) => {
  const { standing } = await take(tx, wallId, now);
  const plan = planHold(standing, caster);
  if ('refusal' in plan) throw new ProblemError(plan.refusal.code, plan.refusal.detail);
  await tx.run(upsertLease(wallId, plan.lease));
  const change = { before: told(standing), after: told(plan.lease) };
  return record(tx, { actor, verb: 'wall.hold', subject: `${wallId}`, ...change }, plan.lease);
};

/** Gives a wall back to its carousel. @throws ProblemError not-found, nothing-cast or wall-held */
export const releaseWall: Action<'wall.release', LeaseInput, undefined> = async (
  tx,
  actor,
  { wallId, caster, now },
) => {
  const { standing } = await take(tx, wallId, now);
  const refusal = whyNotRelease(standing, caster);
  if (refusal) throw new ProblemError(refusal.code, refusal.detail);
  await tx.run(deleteLease(wallId));
  return record(tx, { actor, verb: 'wall.release', subject: `${wallId}`, before: told(standing) });
};

/** Records that a wall was told something that changes no row. @returns its name; @throws ProblemError not-found */
export const recordTelling =
  <Verb extends 'wall.reload' | 'wall.identify'>(verb: Verb): Action<Verb, number, string> =>
  async (tx, actor, wallId) => {
    const [wall] = await tx.run<{ name: string }>(lockWall(wallId));
    if (wall === undefined) throw new ProblemError('not-found');
    return record(tx, { actor, verb, subject: `${wallId}`, after: { name: wall.name } }, wall.name);
  };

/** Ends every lease whose time is over. @returns the walls that are free again */
export const endLapsedLeases = (db: RequestDatabase, now: Instant): Promise<number[]> =>
  db.withTransaction(async (tx) => {
    const lapsed = await tx.run<LeaseOfWall>(deleteLapsedLeases(now));
    for (const lease of lapsed)
      await record(tx, { actor: systemActor, verb: 'wall.expire', subject: `${lease.wallId}`, before: told(lease) });
    return lapsed.map(({ wallId }) => wallId);
  });

/** Ends casts whose casters may no longer show what they cast, unless somebody else has cast meanwhile. */
export const withdrawLeases = (db: RequestDatabase, leases: readonly LeaseOfWall[]): Promise<number[]> =>
  db.withTransaction(async (tx) => {
    const ended: number[] = [];
    for (const { wallId, ...lease } of leases) {
      if ((await tx.run(deleteLeaseOf(wallId, lease))).length === 0) continue;
      await record(tx, { actor: systemActor, verb: 'wall.withdraw', subject: `${wallId}`, before: told(lease) });
      ended.push(wallId);
    }
    return ended;
  });

export const listLeases = (db: Runner): Promise<LeaseOfWall[]> => db.run<LeaseOfWall>(selectLeases());
