import { DISTRICT_CODE } from '../../../contracts/glossary.ts';
import type { OrganisationKind, Post } from '../../../contracts/organisation.ts';
import type { GrantPost, Person } from '../../../contracts/people.ts';
import type { AdministratorRole, PersonRole } from '../../../contracts/permissions.ts';
import { record, type Action } from '../../access/audit.ts';
import { hashPassword, refuseWeak } from '../../access/password.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import {
  whyNotDeactivate,
  whyNotGrant,
  type AdministratorPost,
  type NewPerson,
  type NewPersonRow,
} from './people.rules.ts';
import * as sql from './people.sql.ts';

/** Everyone, in the order they were added. */
export const listPeople = (db: Runner): Promise<Person[]> => db.run<Person>(sql.selectPeople());

/**
 * A person's row with the password hashed. Outside a transaction: hashing takes tens of milliseconds.
 * @param isTemporary whether the password was given by somebody else and is to be changed at the first sign-in
 * @throws ProblemError weak-password
 */
export async function preparePerson({ password, ...rest }: NewPerson, isTemporary = true): Promise<NewPersonRow> {
  refuseWeak(password, rest);
  return { ...rest, isTemporary, passwordHash: await hashPassword(password) };
}

/** Adds a person. @throws ProblemError already-exists when the login name is taken */
export const createPerson: Action<'person.create', NewPersonRow, Person> = async (tx, actor, row) => {
  const [person] = await tx.run<Person>(sql.insertPerson(row));
  if (person === undefined) throw new ProblemError('already-exists', '登录名已被使用');
  const { loginName, name } = row;
  return record(tx, { actor, verb: 'person.create', subject: loginName, after: { name } }, person);
};

/**
 * Deactivates a person and ends their sessions.
 * @returns the ids of the ended sessions, to be announced once this is committed
 * @throws ProblemError not-found, or not-permitted for the last administrator
 */
export const deactivatePerson =
  (sessions: SessionBook): Action<'person.deactivate', number, string[]> =>
  async (tx, actor, id) => {
    const objection = whyNotDeactivate(id, await tx.run<AdministratorPost>(sql.lockAdministrators()));
    if (objection) throw new ProblemError(objection.code, objection.detail);
    const [person] = await tx.run<Person>(sql.markInactive(id));
    if (person === undefined) throw new ProblemError('not-found');
    const ended = await sessions.endAllOf(tx, { personId: id }, 'deactivated');
    const change = { before: { active: true, posts: person.posts }, after: { active: false } };
    return record(tx, { actor, verb: 'person.deactivate', subject: person.loginName, ...change }, ended);
  };

/**
 * Gives a person a post.
 * @throws ProblemError not-found (person or organisation), not-permitted when an administrator would hold two roles
 */
export const grantPost: Action<'post.grant', { readonly personId: number; readonly grant: GrantPost }, Post> = async (
  tx,
  actor,
  { personId, grant },
) => {
  const [holder] = await tx.run<{ loginName: string; roles: PersonRole[] }>(sql.lockHolder(personId));
  if (holder === undefined) throw new ProblemError('not-found', '人员');
  const [place] = await tx.run<{ kind: OrganisationKind }>(sql.selectPlace(grant.organisationCode));
  if (place === undefined) throw new ProblemError('not-found', `机构 ${grant.organisationCode}`);
  const objection = whyNotGrant(grant.role, place.kind, holder.roles);
  if (objection) throw new ProblemError(objection.code, objection.detail);
  const { fromAt, untilAt } = grant;
  if (typeof untilAt === 'number' && fromAt !== undefined && untilAt <= fromAt)
    throw new ProblemError('bad-request', '任期止须晚于任期起');
  const [post] = await tx.run<Post>(sql.insertPost(personId, grant));
  if (post === undefined) throw new Error('no post came back');
  return record(tx, { actor, verb: 'post.grant', subject: holder.loginName, after: grant }, post);
};

/** The post of a new administrator, held at the district. For the set-up alone. */
export const administratorPost = (role: AdministratorRole): GrantPost => ({ role, organisationCode: DISTRICT_CODE });

/** Ends a post now. @throws ProblemError not-found, or not-permitted for the last administrator of a kind */
export const endPost: Action<'post.end', number, undefined> = async (tx, actor, id) => {
  const administrators = await tx.run<AdministratorPost>(sql.lockAdministrators());
  const [ended] = await tx.run<{ personId: number; loginName: string; role: string; organisationCode: string }>(
    sql.endPost(id),
  );
  if (ended === undefined) throw new ProblemError('not-found', '岗位');
  const ofItsKind = administrators.filter((post) => post.role === ended.role);
  const objection = whyNotDeactivate(ended.personId, ofItsKind);
  if (objection) throw new ProblemError(objection.code, objection.detail);
  const { role, organisationCode } = ended;
  return record(tx, { actor, verb: 'post.end', subject: ended.loginName, before: { role, organisationCode } });
};
