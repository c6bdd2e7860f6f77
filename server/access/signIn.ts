import { ProblemError } from '../platform/problems.ts';
import type { Access, AccessDeps } from './access.ts';
import { commit, record, type Action, type Actor } from './audit.ts';
import { verifyNobody, verifyPassword } from './password.ts';
import { selectForSignIn } from './people.sql.ts';
import type { OpenedSession, Session } from './sessions.ts';
import { endSession } from './sessions.sql.ts';

export interface Door {
  readonly db: AccessDeps['db'];
  readonly clock: AccessDeps['clock'];
  readonly access: Access;
}
/** Where a request comes from. */
export interface From {
  readonly address: string;
  readonly agent: string | null;
}
interface KnownPerson {
  readonly id: number;
  readonly name: string;
  readonly passwordHash: string;
}

/** A refused sign-in or link is a change of the log alone. */
export const recordRefusal: Action<'session.refuse', { subject: string; reason: string }, undefined> = (
  tx,
  actor,
  { subject, reason },
) => record(tx, { actor, verb: 'session.refuse', subject, after: { reason } });

/**
 * Signs a person in.
 * @throws ProblemError wrong-credentials (the same, after the same time, whether the name exists or not), or too-many
 *   while the account is locked for this address
 */
export async function signIn(
  { db, access }: Door,
  credentials: { readonly loginName: string; readonly password: string },
  from: From,
): Promise<OpenedSession> {
  const { loginName, password } = credentials;
  const refuse = (reason: string) =>
    commit(db, recordRefusal, { name: loginName, address: from.address }, { subject: loginName, reason });
  // Asked first: attempts while the database is away are no failures.
  const [person] = await db.run<KnownPerson>(selectForSignIn(loginName));
  if (access.lockout.isLocked(loginName, from.address)) {
    await refuse('locked');
    throw new ProblemError('too-many', '连续失败 5 次,15 分钟后再试');
  }
  // Counted before the password is looked at, so that guesses sent all at once are counted too.
  access.lockout.fail(loginName, from.address);
  const right = person ? await verifyPassword(person.passwordHash, password) : await verifyNobody(password);
  if (person === undefined || !right) {
    await refuse('wrong-credentials');
    throw new ProblemError('wrong-credentials');
  }
  access.lockout.clear(loginName, from.address);
  const actor: Actor = { name: person.name, address: from.address };
  return commit(db, openSession(access, person.id), actor, { subject: loginName, agent: from.agent });
}

/** Opens a person's session and records it. */
const openSession =
  (
    access: Access,
    personId: number,
  ): Action<'session.open', { subject: string; agent: string | null }, OpenedSession> =>
  async (tx, actor, { subject, agent }) => {
    const opened = await access.sessions.open(tx, { personId }, { address: actor.address, agent });
    return record(tx, { actor, verb: 'session.open', subject, after: { agent } }, opened);
  };

/** Ends the caller's own session. Its sockets are cut at once. */
export async function signOut({ db, clock, access }: Door, session: Session, actor: Actor): Promise<void> {
  const close: Action<'session.close', Session, undefined> = async (tx, by, { id, viewer }) => {
    await tx.run(endSession(Buffer.from(id, 'hex'), clock.now()));
    return record(tx, { actor: by, verb: 'session.close', subject: viewer.name });
  };
  await commit(db, close, actor, session);
  access.sessions.announceEnded([session.id]);
}
