import { ProblemError } from '../platform/problems.ts';
import type { Access, AccessDeps } from './access.ts';
import { commit, record, stranger, type Action, type Actor, type Origin } from './audit.ts';
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
export interface From extends Origin {
  readonly address: string;
}
interface KnownPerson {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly string[];
  readonly passwordHash: string;
}

/** A refused sign-in or link is a change of the log alone. */
export const recordRefusal: Action<'session.refuse', { subject: string; reason: string }, undefined> = (
  tx,
  actor,
  { subject, reason },
) => record(tx, { actor, verb: 'session.refuse', subject, outcome: 'denied', reason });

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
    commit(db, recordRefusal, stranger(loginName, from), { subject: loginName, reason });
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
  const { id, name, roles } = person;
  return commit(db, openSession(access), { kind: 'person', id, name, roles, ...from }, { loginName, personId: id });
}

/** Opens a person's session and records it. */
const openSession =
  (access: Access): Action<'session.open', { loginName: string; personId: number }, OpenedSession> =>
  async (tx, actor, { loginName, personId }) => {
    const opened = await access.sessions.open(tx, { personId }, actor);
    return record(tx, { actor, verb: 'session.open', subject: loginName }, opened);
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
