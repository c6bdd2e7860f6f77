import type { Person } from '../../../contracts/people.ts';
import { record, type Action } from '../../access/audit.ts';
import { hashPassword, refuseWeak } from '../../access/password.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { whyNotDeactivate, type NewPerson, type NewPersonRow } from './people.rules.ts';
import { insertPerson, lockAdministrators, markInactive, selectPeople } from './people.sql.ts';

/** Everyone, in the order they were added. */
export const listPeople = (db: Runner): Promise<Person[]> => db.run<Person>(selectPeople());

/**
 * A person's row with the password hashed. Outside a transaction: hashing takes tens of milliseconds.
 * @throws ProblemError weak-password
 */
export async function preparePerson({ password, ...rest }: NewPerson): Promise<NewPersonRow> {
  refuseWeak(password, rest);
  return { ...rest, passwordHash: await hashPassword(password) };
}

/** Adds a person. @throws ProblemError already-exists when the login name is taken */
export const createPerson: Action<'person.create', NewPersonRow, Person> = async (tx, actor, row) => {
  const [person] = await tx.run<Person>(insertPerson(row));
  if (person === undefined) throw new ProblemError('already-exists', '登录名已被使用');
  const { loginName, name, roles } = row;
  return record(tx, { actor, verb: 'person.create', subject: loginName, after: { name, roles } }, person);
};

/**
 * Deactivates a person and ends their sessions.
 * @returns the ids of the ended sessions, to be announced once this is committed
 * @throws ProblemError not-found, or not-permitted for the last administrator
 */
export const deactivatePerson =
  (sessions: SessionBook): Action<'person.deactivate', number, string[]> =>
  async (tx, actor, id) => {
    const administrators = await tx.run<{ id: number }>(lockAdministrators());
    const objection = whyNotDeactivate(
      id,
      administrators.map((one) => one.id),
    );
    if (objection) throw new ProblemError(objection.code, objection.detail);
    const [person] = await tx.run<Person>(markInactive(id));
    if (person === undefined) throw new ProblemError('not-found');
    const ended = await sessions.endAllOf(tx, { personId: id });
    const change = { before: { active: true, roles: person.roles }, after: { active: false } };
    return record(tx, { actor, verb: 'person.deactivate', subject: person.loginName, ...change }, ended);
  };
