import type { OpenedSession } from '../../access/sessions.ts';
import { commit, record, type Action } from '../../access/audit.ts';
import type { Door, From } from '../../access/signIn.ts';
import { hashToken, newToken } from '../../access/tokens.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { createPerson, preparePerson } from './people.ts';
import {
  countPeople,
  deleteUnusedSetupTokens,
  insertSetupToken,
  selectOpenSetupToken,
  spendSetupToken,
} from './people.sql.ts';

const LINK_MS = 24 * 60 * 60_000;

async function isSetUp(db: Runner): Promise<boolean> {
  const [row] = await db.run<{ count: number }>(countPeople());
  return (row?.count ?? 0) > 0;
}

/**
 * While there is nobody: a new one-time link by which the first administrator is made, valid for 24 hours; links issued
 * before stop working. For the console only, never for a log.
 * @returns the path with its token behind `#`, or undefined once there are people
 */
export async function ensureSetupLink(deps: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<string | undefined> {
  if (await isSetUp(deps.db)) return undefined;
  const token = newToken();
  await deps.db.withTransaction(async (tx) => {
    await tx.run(deleteUnusedSetupTokens());
    await tx.run(insertSetupToken(hashToken(token), deps.clock.now() + LINK_MS));
  });
  return `/setup#token=${token}`;
}

export interface FirstAdministrator {
  readonly token: string;
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Makes the first administrator and signs them in, all in one transaction.
 * @throws ProblemError already-set-up, token-spent or weak-password
 */
export async function completeSetup(door: Door, input: FirstAdministrator, from: From): Promise<OpenedSession> {
  const { db, clock, access } = door;
  const { token, ...person } = input;
  if (await isSetUp(db)) throw new ProblemError('already-set-up');
  // Looked at before the password is hashed: a stranger must not keep us busy.
  const open = await db.run(selectOpenSetupToken(hashToken(token), clock.now()));
  if (open.length === 0) throw new ProblemError('token-spent');
  const row = await preparePerson({ ...person, roles: ['administrator'] });

  const complete: Action<'setup.complete', typeof row, OpenedSession> = async (tx, actor, administrator) => {
    const spent = await tx.run(spendSetupToken(hashToken(token), clock.now()));
    if (spent.length === 0) throw new ProblemError('token-spent');
    if (await isSetUp(tx)) throw new ProblemError('already-set-up');
    const { result } = await createPerson(tx, actor, administrator);
    const opened = await access.sessions.open(tx, { personId: result.id }, from);
    return record(tx, { actor, verb: 'setup.complete', subject: administrator.loginName }, opened);
  };
  return commit(db, complete, { name: person.name, address: from.address }, row);
}
