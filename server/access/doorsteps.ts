import type { Instant } from '../../contracts/glossary.ts';
import type { Clock } from '../platform/clock.ts';
import type { Runner } from '../platform/database.ts';
import { ProblemError } from '../platform/problems.ts';
import * as sql from './doorsteps.sql.ts';
import type { Progress, Way } from './signIn.rules.ts';
import { hashToken, newToken } from './tokens.ts';

export type { Newcomer } from './doorsteps.sql.ts';

/** Long enough to install an authenticator on a phone. */
const DOORSTEP_MS = 15 * 60_000;

/** Somebody between the first factor and being signed in. */
export interface Standing extends sql.Newcomer, Progress {
  readonly expiresAt: Instant;
  readonly tokenHash: Buffer;
}

export interface Doorstep {
  /** Goes into a cookie of its own and nowhere else. */
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Puts a person on the doorstep. */
export async function openDoorstep(db: Runner, clock: Clock, personId: number, way: Way): Promise<Doorstep> {
  const token = newToken();
  const expiresAt = clock.now() + DOORSTEP_MS;
  await db.run(sql.insertDoorstep(hashToken(token), personId, way, false, expiresAt));
  return { token, expiresAt };
}

/** Who stands there. @throws ProblemError step-over when there is no such doorstep any more */
export async function standingAt(db: Runner, clock: Clock, token: string | undefined): Promise<Standing> {
  const tokenHash = token === undefined ? undefined : hashToken(token);
  const [found] = tokenHash === undefined ? [] : await db.run<Standing>(sql.selectStanding(tokenHash, clock.now()));
  if (tokenHash === undefined || found === undefined) throw new ProblemError('step-over');
  return { ...found, tokenHash };
}

export const factorShownAt = async (tx: Runner, standing: Standing): Promise<void> =>
  void (await tx.run(sql.markFactorShown(standing.tokenHash)));

/** Leaves the doorstep for good: every doorstep of the person, those in other browsers too. */
export async function leaveDoorstep(tx: Runner, { tokenHash, personId }: Standing): Promise<void> {
  const spent = await tx.run(sql.spendDoorstep(tokenHash));
  if (spent.length === 0) throw new ProblemError('step-over');
  await tx.run(sql.deleteDoorstepsOf(personId));
}

/** Nobody gets in any more by a password that holds no longer. */
export const dropDoorsteps = async (tx: Runner, personId: number): Promise<void> =>
  void (await tx.run(sql.deleteDoorstepsOf(personId)));

/** The same, but for the doorstep on which the password was changed. */
export const dropOtherDoorsteps = async (tx: Runner, { personId, tokenHash }: Standing): Promise<void> =>
  void (await tx.run(sql.deleteOtherDoorsteps(personId, tokenHash)));

export const findByLoginName = async (db: Runner, loginName: string): Promise<sql.Newcomer | undefined> =>
  (await db.run<sql.Newcomer>(sql.selectByLoginName(loginName)))[0];

export const findByPersonId = async (db: Runner, personId: number): Promise<sql.Newcomer | undefined> =>
  (await db.run<sql.Newcomer>(sql.selectByPersonId(personId)))[0];

export const forgetOldDoorsteps = async (db: Runner, clock: Clock): Promise<void> =>
  void (await db.run(sql.deleteOldDoorsteps(clock.now())));
