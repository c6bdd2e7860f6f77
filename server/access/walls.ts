import type { Wall } from '../../contracts/people.ts';
import type { Runner } from '../platform/database.ts';
import { ProblemError } from '../platform/problems.ts';
import { commit, record, type Action, type Actor } from './audit.ts';
import type { OpenedSession } from './sessions.ts';
import { recordRefusal, type Door, type From } from './signIn.ts';
import { hashToken, newToken } from './tokens.ts';
import { insertWall, markWallRevoked, selectWalls, spendWallToken } from './walls.sql.ts';

/** A wall's link lapses when nobody has opened it within a week. */
const LINK_MS = 7 * 24 * 60 * 60_000;

/** All walls, newest first, revoked ones included. */
export const listWalls = (db: Runner): Promise<Wall[]> => db.run<Wall>(selectWalls());

export interface IssuedWall {
  readonly wall: Wall;
  /** Shown once. The token stands behind `#`, so that it is in no request and in no log. */
  readonly path: string;
}

/** Issues a wall's link. */
export async function createWall({ db, clock }: Door, name: string, actor: Actor): Promise<IssuedWall> {
  const token = newToken();
  const create: Action<'wall.create', string, Wall> = async (tx, by, title) => {
    const [wall] = await tx.run<Wall>(insertWall(title, hashToken(token), by.name, clock.now()));
    if (wall === undefined) throw new ProblemError('internal');
    return record(tx, { actor: by, verb: 'wall.create', subject: `${wall.id}`, after: { name: title } }, wall);
  };
  return { wall: await commit(db, create, actor, name), path: `/wall#token=${token}` };
}

/**
 * Exchanges a wall's link for a session, once.
 * @throws ProblemError token-spent when it is unknown, used, lapsed or revoked
 */
export async function exchangeWallToken(
  { db, clock, access }: Door,
  token: string,
  from: From,
): Promise<OpenedSession> {
  const exchange: Action<'wall.exchange', string, OpenedSession> = async (tx, actor, secret) => {
    const now = clock.now();
    const [wall] = await tx.run<{ id: number; name: string }>(spendWallToken(hashToken(secret), now, now - LINK_MS));
    if (wall === undefined) throw new ProblemError('token-spent');
    const opened = await access.sessions.open(tx, { wallId: wall.id }, from);
    return record(
      tx,
      {
        actor: { ...actor, name: wall.name },
        verb: 'wall.exchange',
        subject: `${wall.id}`,
        after: { agent: from.agent },
      },
      opened,
    );
  };
  const actor: Actor = { name: '大屏', address: from.address };
  try {
    return await commit(db, exchange, actor, token);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'token-spent')
      await commit(db, recordRefusal, actor, { subject: 'wall', reason: error.code });
    throw error;
  }
}

/** Revokes a wall: its sessions and sockets end at once. @throws ProblemError not-found */
export async function revokeWall({ db, clock, access }: Door, id: number, actor: Actor): Promise<void> {
  const revoke: Action<'wall.revoke', number, string[]> = async (tx, by, wallId) => {
    const [wall] = await tx.run<{ name: string }>(markWallRevoked(wallId, clock.now()));
    if (wall === undefined) throw new ProblemError('not-found');
    const ended = await access.sessions.endAllOf(tx, { wallId });
    return record(tx, { actor: by, verb: 'wall.revoke', subject: `${wallId}`, before: { name: wall.name } }, ended);
  };
  access.sessions.announceEnded(await commit(db, revoke, actor, id));
}
