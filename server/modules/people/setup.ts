import type { ProblemCode } from '../../../contracts/errors.ts';
import { administratorRoles, type AdministratorRole } from '../../../contracts/permissions.ts';
import { commit, record, stranger, type Action } from '../../access/audit.ts';
import { findByPersonId } from '../../access/doorsteps.ts';
import { comeToDoor, recordRefusal, type Door, type Entry, type Visit } from '../../access/signIn.ts';
import { hashToken, newToken } from '../../access/tokens.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { administratorPost, createPerson, grantPost, preparePerson } from './people.ts';
import {
  deleteUnusedSetupTokens,
  insertSetupToken,
  selectMissingAdministrators,
  selectOpenSetupToken,
  spendSetupToken,
} from './people.sql.ts';

const LINK_MS = 24 * 60 * 60_000;

/** The administrators that are missing: all three at first, one when its last holder's post has run out. */
const missingAdministrators = async (db: Runner): Promise<AdministratorRole[]> =>
  (await db.run<{ role: AdministratorRole }>(selectMissingAdministrators(administratorRoles))).map(({ role }) => role);

export interface SetupLink {
  readonly role: AdministratorRole;
  /** The path with its token behind `#`. */
  readonly path: string;
}

/**
 * For each of the three administrators that is missing: a new one-time link by which that person is made, valid for 24
 * hours; links issued before stop working. For the console only, never for a log.
 */
export async function ensureSetupLinks(deps: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<readonly SetupLink[]> {
  const missing = await missingAdministrators(deps.db);
  if (missing.length === 0) return [];
  const issued = missing.map((role) => ({ role, token: newToken() }));
  await deps.db.withTransaction(async (tx) => {
    await tx.run(deleteUnusedSetupTokens());
    for (const { role, token } of issued)
      await tx.run(insertSetupToken(hashToken(token), role, deps.clock.now() + LINK_MS));
  });
  return issued.map(({ role, token }) => ({ role, path: `/setup#token=${token}` }));
}

/**
 * Which administrator a link is for, so that its page can say so. The link stays good.
 * @throws ProblemError already-set-up or token-spent
 */
export async function lookAtLink({ db, clock }: Pick<Door, 'db' | 'clock'>, token: string): Promise<AdministratorRole> {
  if ((await missingAdministrators(db)).length === 0) throw new ProblemError('already-set-up');
  const [open] = await db.run<{ role: AdministratorRole }>(selectOpenSetupToken(hashToken(token), clock.now()));
  if (open === undefined) throw new ProblemError('token-spent');
  return open.role;
}

export interface NewAdministrator {
  readonly token: string;
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Makes the administrator that a link is for. They stand on the doorstep then: the second factor is enrolled first.
 * @throws ProblemError already-set-up, token-spent or weak-password
 */
export async function completeSetup(door: Door, input: NewAdministrator, visit: Visit): Promise<Entry> {
  const { db, clock } = door;
  const { token, ...person } = input;
  const refuse = async (reason: ProblemCode): Promise<never> => {
    await commit(db, recordRefusal, stranger(person.loginName, visit), { subject: 'setup', reason });
    throw new ProblemError(reason);
  };
  if ((await missingAdministrators(db)).length === 0) return refuse('already-set-up');
  // Looked at before the password is hashed: a stranger must not keep us busy.
  const open = await db.run(selectOpenSetupToken(hashToken(token), clock.now()));
  if (open.length === 0) return refuse('token-spent');
  const row = await preparePerson(person, false);

  const complete: Action<'setup.complete', typeof row, number> = async (tx, actor, administrator) => {
    const now = clock.now();
    const [spent] = await tx.run<{ role: AdministratorRole }>(spendSetupToken(hashToken(token), now));
    if (spent === undefined) throw new ProblemError('token-spent');
    const { role } = spent;
    if (!(await missingAdministrators(tx)).includes(role)) throw new ProblemError('already-set-up');
    const { result } = await createPerson(tx, actor, administrator);
    await grantPost(tx, actor, { personId: result.id, grant: administratorPost(role) });
    return record(tx, { actor, verb: 'setup.complete', subject: administrator.loginName, after: { role } }, result.id);
  };
  const personId = await commit(db, complete, stranger(person.name, visit), row);
  const made = await findByPersonId(db, personId);
  if (made === undefined) throw new ProblemError('not-found');
  return comeToDoor(door, made, 'set-up', visit);
}
