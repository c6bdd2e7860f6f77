import type { Account, OwnSession } from '../../contracts/account.ts';
import type { Instant } from '../../contracts/glossary.ts';
import { isAdministrator } from '../../contracts/permissions.ts';
import { PASSWORD_MAX_AGE_DAYS } from '../../contracts/passwords.ts';
import { ProblemError } from '../platform/problems.ts';
import { selectOwnSessions, type OwnSessionRow } from './account.sql.ts';
import { commit, record, type Action, type Actor } from './audit.ts';
import { dropDoorsteps, findByPersonId, type Newcomer } from './doorsteps.ts';
import { addNotice, type From } from './notices.ts';
import { verifyPassword } from './password.ts';
import { prepareNewPassword, setPassword } from './passwords.ts';
import { factorState } from './secondFactor.ts';
import { PERSON_IDLE_MS } from './sessions.rules.ts';
import type { Session } from './sessions.ts';
import { attempt, type Door } from './signIn.ts';

const DAY = 86_400_000;

/** A session whose person asks about their own account. */
export interface OwnAccount {
  readonly session: Session;
  readonly person: Newcomer;
}

/** @throws ProblemError not-permitted for a wall, which has no account */
export async function accountOf({ db }: Door, session: Session | undefined): Promise<OwnAccount> {
  if (session === undefined) throw new ProblemError('not-signed-in');
  const person = session.personId === null ? undefined : await findByPersonId(db, session.personId);
  if (person === undefined) throw new ProblemError('not-permitted');
  return { session, person };
}

export async function readAccount(
  { db, access }: Door,
  { person, session }: OwnAccount,
  provider: Account['provider'],
): Promise<Account> {
  const { loginName, name, passwordSetAt, personId } = person;
  const { enrolledAt, codesLeft } = await factorState(db, personId);
  return {
    loginName,
    name,
    passwordSetAt,
    passwordDueAt: passwordSetAt + PASSWORD_MAX_AGE_DAYS * DAY,
    secondFactor: { mode: access.factors.mode, enrolledAt, recoveryCodesLeft: codesLeft },
    provider,
    oneSession: session.viewer.roles.some(isAdministrator),
  };
}

/** What is grave asks for the password again, and counts wrong ones as a sign-in does. @throws ProblemError wrong-credentials, locked */
export const askPassword = (door: Door, { person }: OwnAccount, password: string, from: From): Promise<true> =>
  attempt(
    door,
    person.loginName,
    from,
    async () => ((await verifyPassword(person.passwordHash, password)) ? true : undefined),
    'wrong-credentials',
  );

/** The same for the second factor. @throws ProblemError wrong-code, locked */
export const askFactor = async (door: Door, { person }: OwnAccount, proof: string, from: From): Promise<void> =>
  void (await attempt(
    door,
    person.loginName,
    from,
    () => door.db.withTransaction((tx) => door.access.factors.show(tx, person.personId, proof)),
    'wrong-code',
  ));

/** Changes one's own password; every other session of the person ends, and every sign-in that is half done. @throws ProblemError weak-password */
export async function changeOwnPassword(
  door: Door,
  { person, session }: OwnAccount,
  password: string,
  actor: Actor,
  from: From,
): Promise<void> {
  const { db, clock, access } = door;
  const hash = await prepareNewPassword(db, person, password);
  const { personId, loginName } = person;
  const now = clock.now();
  const change: Action<'password.change', string, string[]> = async (tx, by, input) => {
    await setPassword(tx, { personId, loginName, hash: input, now }, false);
    await dropDoorsteps(tx, personId);
    const sessionHash = Buffer.from(session.id, 'hex');
    await addNotice(tx, { personId, at: now, kind: 'password-changed', ...from, sessionHash });
    const ended = await access.sessions.endAllOf(tx, { personId }, 'revoked', session.id);
    return record(tx, { actor: by, verb: 'password.change', subject: loginName }, ended);
  };
  access.sessions.announceEnded(await commit(db, change, actor, hash));
}

/** The person's open sessions, the one that asks marked. */
export async function ownSessions({ db, clock }: Door, { person, session }: OwnAccount): Promise<OwnSession[]> {
  const rows = await db.run<OwnSessionRow>(selectOwnSessions(person.personId, clock.now(), PERSON_IDLE_MS));
  return rows.map((row) => ({ ...row, isCurrent: row.id === session.id }));
}

/** Ends one of the person's own sessions. @throws ProblemError not-found when it is not theirs, or over */
export async function endOwnSession(door: Door, own: OwnAccount, id: string, actor: Actor): Promise<void> {
  const { db, access } = door;
  const end: Action<'session.revoke', string, string[]> = async (tx, by, sessionId) => {
    const ended = await access.sessions.endOne(tx, sessionId, 'revoked', own.person.personId);
    if (ended.length === 0) throw new ProblemError('not-found', '会话');
    return record(tx, { actor: by, verb: 'session.revoke', subject: own.person.loginName }, ended);
  };
  access.sessions.announceEnded(await commit(db, end, actor, id));
}

/** When the person's authenticator was taken up; the others of their sessions learn of a change. */
export const tellOfEnrolment = (
  door: Door,
  { person, session }: OwnAccount,
  from: From,
  at: Instant = door.clock.now(),
): Promise<void> =>
  addNotice(door.db, {
    personId: person.personId,
    at,
    kind: 'factor-enrolled',
    ...from,
    sessionHash: Buffer.from(session.id, 'hex'),
  });
