import type { Enrolment, SignInState } from '../../contracts/account.ts';
import { ProblemError } from '../platform/problems.ts';
import type { Access, AccessDeps } from './access.ts';
import { commit, record, stranger, type Action, type Actor } from './audit.ts';
import * as doorsteps from './doorsteps.ts';
import type { Doorstep, Newcomer, Standing } from './doorsteps.ts';
import { targetOf } from './lockout.rules.ts';
import { addNotice, type From } from './notices.ts';
import { verifyNobody, verifyPassword } from './password.ts';
import { prepareNewPassword, setPassword } from './passwords.ts';
import { openForPerson } from './personSession.ts';
import type { OpenedSession } from './sessions.ts';
import { nextState, type Way } from './signIn.rules.ts';

export type { From } from './notices.ts';

/** Signing in runs as the owner of the database: nobody is there yet whose eyes it could use. */
export interface Door {
  readonly db: AccessDeps['db'];
  readonly clock: AccessDeps['clock'];
  readonly access: Access;
}

/** Who comes, and the session that this browser holds already: it ends when they are in. */
export interface Visit extends From {
  readonly formerSession?: string | undefined;
}

/** In, or on the doorstep with the next thing to show. */
export type Entry =
  | { readonly state: 'ready'; readonly opened: OpenedSession }
  | { readonly state: Exclude<SignInState, 'ready'>; readonly doorstep: Doorstep | undefined };

/** A refused sign-in or link is a change of the log alone. */
export const recordRefusal: Action<'session.refuse', { subject: string; reason: string }, undefined> = (
  tx,
  actor,
  { subject, reason },
) => record(tx, { actor, verb: 'session.refuse', subject, outcome: 'denied', reason });

/** Whoever has shown a first factor is somebody, though not in yet. */
export const actorAtDoor = ({ personId, name, roles }: Newcomer, { address, agent }: From): Actor => ({
  kind: 'person',
  id: personId,
  name,
  roles,
  address,
  agent,
});

/**
 * Looks at what was shown, unless account or address is locked; the attempt counts as a failure until it proves right.
 * @throws ProblemError locked
 */
export async function attempt<T>(
  { db, access }: Door,
  loginName: string,
  from: From,
  look: () => Promise<T | undefined>,
  wrong: 'wrong-credentials' | 'wrong-code',
): Promise<T> {
  const target = targetOf(loginName, from.address);
  const refuse = (reason: string) =>
    commit(db, recordRefusal, stranger(loginName, from), { subject: loginName, reason });
  if (!(await access.lockout.attempt(target))) {
    await refuse('locked');
    throw new ProblemError('locked');
  }
  const right = await look();
  if (right === undefined) {
    await refuse(wrong);
    throw new ProblemError(wrong);
  }
  await access.lockout.forgive(target);
  return right;
}

/**
 * The first factor: name and password.
 * @throws ProblemError wrong-credentials (the same, after the same time, whether the name exists or not), or locked
 */
export async function signIn(
  door: Door,
  { loginName, password }: { readonly loginName: string; readonly password: string },
  visit: Visit,
): Promise<Entry> {
  const look = async (): Promise<Newcomer | undefined> => {
    const person = await doorsteps.findByLoginName(door.db, loginName);
    const right = person ? await verifyPassword(person.passwordHash, password) : await verifyNobody(password);
    return right ? person : undefined;
  };
  const person = await attempt(door, loginName, visit, look, 'wrong-credentials');
  return comeToDoor(door, person, 'password', visit);
}

/** Somebody has shown a first factor: in at once where nothing else is asked for, else onto the doorstep. */
export async function comeToDoor(door: Door, person: Newcomer, way: Way, visit: Visit): Promise<Entry> {
  const { db, clock, access } = door;
  const state = nextState({ ...person, way, factorShown: false }, access.factors.mode, clock.now());
  if (state === 'ready') return { state, opened: await enter(door, person, visit) };
  return { state, doorstep: await doorsteps.openDoorstep(db, clock, person.personId, way) };
}

/** After a step: on to the next one, or in. The doorstep stays the same until it is left. */
export async function goOn(door: Door, standing: Standing, visit: Visit): Promise<Entry> {
  const state = nextState(standing, door.access.factors.mode, door.clock.now());
  if (state !== 'ready') return { state, doorstep: undefined };
  return { state, opened: await enter(door, standing, visit) };
}

/** Who stands on the doorstep and is asked for this very step. @throws ProblemError step-over */
export async function standingFor(
  { db, clock, access }: Door,
  token: string | undefined,
  wanted: SignInState,
): Promise<Standing> {
  const standing = await doorsteps.standingAt(db, clock, token);
  if (nextState(standing, access.factors.mode, clock.now()) !== wanted) throw new ProblemError('step-over');
  return standing;
}

/** The second factor: a one-time code or a recovery code. @throws ProblemError wrong-code, locked, step-over */
export async function showFactor(door: Door, standing: Standing, proof: string, visit: Visit): Promise<Entry> {
  const { db, access, clock } = door;
  const { personId, loginName } = standing;
  const look = () =>
    db.withTransaction(async (tx) => {
      const shown = await access.factors.show(tx, personId, proof);
      if (shown === undefined) return undefined;
      await doorsteps.factorShownAt(tx, standing);
      if (shown === 'recovery-code') {
        const { address, agent } = visit;
        await addNotice(tx, { personId, at: clock.now(), kind: 'recovery-code-used', address, agent });
        await record(tx, { actor: actorAtDoor(standing, visit), verb: 'factor.recover', subject: loginName });
      }
      return shown;
    });
  await attempt(door, loginName, visit, look, 'wrong-code');
  return goOn(door, { ...standing, factorShown: true }, visit);
}

/** A new password in place of one that is due; whatever is open under the former one ends. @throws ProblemError weak-password */
export async function setNewPassword(door: Door, standing: Standing, password: string, visit: Visit): Promise<Entry> {
  const { db, clock, access } = door;
  const hash = await prepareNewPassword(db, standing, password);
  const { personId, loginName } = standing;
  const now = clock.now();
  const change: Action<'password.change', string, string[]> = async (tx, actor, input) => {
    await setPassword(tx, { personId, loginName, hash: input, now }, false);
    await doorsteps.dropOtherDoorsteps(tx, standing);
    const ended = await access.sessions.endAllOf(tx, { personId }, 'revoked');
    return record(tx, { actor, verb: 'password.change', subject: loginName }, ended);
  };
  access.sessions.announceEnded(await commit(db, change, actorAtDoor(standing, visit), hash));
  return goOn(door, { ...standing, passwordSetAt: now, passwordTemporary: false }, visit);
}

/** The QR code of a first enrolment. */
export const beginEnrolment = ({ db, access }: Door, standing: Standing): Promise<Enrolment> =>
  access.factors.begin(db, standing);

/** The first code of a new authenticator. @returns the recovery codes, and the way on */
export async function confirmEnrolment(
  door: Door,
  standing: Standing,
  code: string,
  visit: Visit,
): Promise<{ readonly codes: string[]; readonly entry: Entry }> {
  const { db, access, clock } = door;
  const { personId, loginName } = standing;
  const codes = await commit(db, access.factors.confirm, actorAtDoor(standing, visit), { personId, loginName, code });
  const enrolled = { ...standing, enrolledAt: clock.now(), factorShown: true };
  await doorsteps.factorShownAt(db, enrolled);
  return { codes, entry: await goOn(door, enrolled, visit) };
}

/** Opens the session, with everything that goes with it in one transaction. */
async function enter(door: Door, person: Newcomer | Standing, visit: Visit): Promise<OpenedSession> {
  const { db, access } = door;
  const open: Action<'session.open', Visit, { opened: OpenedSession; ended: string[] }> = async (tx, actor, input) => {
    if ('tokenHash' in person) await doorsteps.leaveDoorstep(tx, person);
    await access.lockout.clear(tx, targetOf(person.loginName, input.address));
    const { opened, ended, isNewDevice } = await openForPerson(tx, door, person, input);
    const after = isNewDevice ? { newDevice: true } : undefined;
    return record(tx, { actor, verb: 'session.open', subject: person.loginName, after }, { opened, ended });
  };
  const { opened, ended } = await commit(db, open, actorAtDoor(person, visit), visit);
  access.sessions.announceEnded(ended);
  return opened;
}
