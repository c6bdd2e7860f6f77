import { DISTRICT_CODE } from '../../../contracts/glossary.ts';
import type { OrganisationKind, Post } from '../../../contracts/organisation.ts';
import type { GrantPost, PeopleQuery, Person, PersonDetail } from '../../../contracts/people.ts';
import { isAdministrator, type AdministratorRole, type PersonRole } from '../../../contracts/permissions.ts';
import { record, type Action } from '../../access/audit.ts';
import { hashPassword, refuseWeak } from '../../access/password.ts';
import type { SessionBook } from '../../access/sessions.ts';
import type { RequestDatabase, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { listLoansOf } from './loans.ts';
import {
  whyNotDeactivate,
  whyNotGrant,
  type AdministratorPost,
  type NewPerson,
  type NewPersonRow,
} from './people.rules.ts';
import * as sql from './people.sql.ts';

/** Who is asked for, the active first, in the order they were added; and how many there are in all. */
export const listPeople = (
  db: RequestDatabase,
  query: PeopleQuery,
): Promise<{ readonly rows: Person[]; readonly total: number }> =>
  db.withTransaction(async (tx) => {
    const [counted] = await tx.run<{ total: number }>(sql.countPeople(query));
    return { rows: await tx.run<Person>(sql.selectPeople(query)), total: counted?.total ?? 0 };
  });

/** A person with everything that they hold, held and lent. @throws ProblemError not-found */
export const readPerson = (db: RequestDatabase, id: number): Promise<PersonDetail> =>
  db.withTransaction(async (tx) => {
    const [person] = await tx.run<Omit<PersonDetail, 'formerPosts' | 'loans'>>(sql.selectPerson(id));
    if (person === undefined) throw new ProblemError('not-found', '人员');
    const formerPosts = await tx.run<Post>(sql.selectFormerPosts(id));
    return { ...person, formerPosts, loans: await listLoansOf(tx, id) };
  });

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
 * Deactivates a person whom one person may deactivate. Where haste is needed, one ends an administrator's sessions.
 * @throws ProblemError second-person-needed, as `deactivatePerson` too
 */
export const deactivateAlone =
  (sessions: SessionBook): ReturnType<typeof deactivatePerson> =>
  async (tx, actor, id) => {
    const administrators = await tx.run<AdministratorPost>(sql.lockAdministrators());
    const objection = whyNotDeactivate(id, administrators);
    if (objection) throw new ProblemError(objection.code, objection.detail);
    if (administrators.some((post) => post.personId === id)) throw new ProblemError('second-person-needed');
    return deactivatePerson(sessions)(tx, actor, id);
  };

/** Corrects a person's name. @throws ProblemError not-found */
export const renamePerson: Action<'person.rename', { readonly id: number; readonly name: string }, undefined> = async (
  tx,
  actor,
  { id, name },
) => {
  const [changed] = await tx.run<{ loginName: string; before: string }>(sql.updatePersonName(id, name));
  if (changed === undefined) throw new ProblemError('not-found', '人员');
  const change = { before: { name: changed.before }, after: { name } };
  return record(tx, { actor, verb: 'person.rename', subject: changed.loginName, ...change });
};

/** Lets a person in again, with the posts they still hold. @throws ProblemError not-found */
export const reactivatePerson: Action<'person.reactivate', number, undefined> = async (tx, actor, id) => {
  const [person] = await tx.run<{ loginName: string; roles: PersonRole[] }>(sql.lockInactive(id));
  if (person === undefined) throw new ProblemError('not-found', '已停用的人员');
  await tx.run(sql.markActive(id));
  const change = { before: { active: false }, after: { active: true, roles: person.roles } };
  return record(tx, { actor, verb: 'person.reactivate', subject: person.loginName, ...change });
};

/** Ends a person's sessions. @returns their ids, to be announced once this is committed @throws ProblemError not-found */
export const endSessionsOfPerson =
  (sessions: SessionBook): Action<'person.end-sessions', number, string[]> =>
  async (tx, actor, id) => {
    const [person] = await tx.run<{ loginName: string }>(sql.selectName(id));
    if (person === undefined) throw new ProblemError('not-found', '人员');
    const ended = await sessions.endAllOf(tx, { personId: id }, 'revoked');
    const after = { ended: ended.length };
    return record(tx, { actor, verb: 'person.end-sessions', subject: person.loginName, after }, ended);
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

/** What is an administrator's needs a second person. @throws ProblemError second-person-needed */
function refuseAlone(roles: readonly PersonRole[]): void {
  if (roles.some(isAdministrator)) throw new ProblemError('second-person-needed');
}

/** Gives a post that one person may give by themselves. @throws ProblemError second-person-needed, as `grantPost` too */
export const grantPostAlone: typeof grantPost = (tx, actor, input) => {
  refuseAlone([input.grant.role]);
  return grantPost(tx, actor, input);
};

/** How a change names a person. @throws ProblemError not-found */
export async function nameOf(tx: Transaction, id: number): Promise<string> {
  const [person] = await tx.run<{ loginName: string; name: string }>(sql.selectName(id));
  if (person === undefined) throw new ProblemError('not-found', '人员');
  return `${person.name}（${person.loginName}）`;
}

/** Whose post it is, and in which role. @throws ProblemError not-found */
export async function findPost(
  tx: Transaction,
  id: number,
): Promise<{ readonly personId: number; readonly loginName: string; readonly role: PersonRole }> {
  const [post] = await tx.run<{ personId: number; loginName: string; role: PersonRole }>(sql.selectPost(id));
  if (post === undefined) throw new ProblemError('not-found', '岗位');
  return post;
}

/** Lets a person in again whom one person may let in. @throws ProblemError second-person-needed, not-found */
export const reactivateAlone: typeof reactivatePerson = async (tx, actor, id) => {
  const [person] = await tx.run<{ roles: PersonRole[] }>(sql.lockInactive(id));
  refuseAlone(person?.roles ?? []);
  return reactivatePerson(tx, actor, id);
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

/** Ends a post that one person may end by themselves. @throws ProblemError second-person-needed, not-found */
export const endPostAlone: typeof endPost = async (tx, actor, id) => {
  refuseAlone([(await findPost(tx, id)).role]);
  return endPost(tx, actor, id);
};
