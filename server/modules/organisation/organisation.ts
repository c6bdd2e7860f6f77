import type { NewOrganisation, Organisation, OrganisationLine } from '../../../contracts/organisation.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner, Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import {
  streetOf,
  whyNotDeactivate,
  whyNotMove,
  whyNotUnder,
  type Objection,
  type Ties,
} from './organisation.rules.ts';
import * as sql from './organisation.sql.ts';

/** Every organisation, the inactive too; the tree is made of their parents. */
export const listOrganisations = (db: Runner): Promise<OrganisationLine[]> =>
  db.run<OrganisationLine>(sql.selectOrganisations());

const refuse = (objection: Objection | undefined): void => {
  if (objection) throw new ProblemError(objection.code, objection.detail);
};
const find = async (tx: Transaction, code: string): Promise<Organisation | undefined> =>
  (await tx.run<Organisation>(sql.lockOrganisation(code)))[0];

/** Its row, held until the transaction ends. @throws ProblemError not-found */
async function take(tx: Transaction, code: string): Promise<Organisation> {
  const found = await find(tx, code);
  if (found === undefined) throw new ProblemError('not-found', `机构 ${code}`);
  return found;
}

/** Adds an organisation under another. @throws ProblemError not-found, bad-request, already-exists */
export const addOrganisation: Action<'organisation.create', NewOrganisation, Organisation> = async (
  tx,
  actor,
  wanted,
) => {
  const parent = await find(tx, wanted.parentCode);
  refuse(whyNotUnder(wanted.kind, parent));
  const street = parent === undefined ? null : streetOf(wanted.kind, parent);
  const [made] = await tx.run<Organisation>(sql.insertOrganisation(wanted, street));
  if (made === undefined) throw new ProblemError('already-exists', `机构 ${wanted.code}`);
  return record(tx, { actor, verb: 'organisation.create', subject: wanted.code, after: wanted }, made);
};

export const renameOrganisation: Action<
  'organisation.rename',
  { readonly code: string; readonly name: string },
  undefined
> = async (tx, actor, { code, name }) => {
  const { name: before } = await take(tx, code);
  await tx.run(sql.updateName(code, name));
  const change = { before: { name: before }, after: { name } };
  return record(tx, { actor, verb: 'organisation.rename', subject: code, ...change });
};

/** Puts an organisation, and all below it, under another one. @throws ProblemError not-found, bad-request */
export const moveOrganisation: Action<
  'organisation.move',
  { readonly code: string; readonly parentCode: string },
  undefined
> = async (tx, actor, { code, parentCode }) => {
  await tx.run(sql.lockTree());
  const moved = await take(tx, code);
  const below = (await tx.run<{ code: string }>(sql.selectSubtree(code))).map((one) => one.code);
  refuse(whyNotMove(below, parentCode));
  const parent = await find(tx, parentCode);
  refuse(whyNotUnder(moved.kind, parent));
  const street = parent === undefined ? null : (streetOf(moved.kind, parent) ?? moved.streetCode);
  await tx.run(sql.updateParent(code, parentCode, street));
  const change = { before: { parentCode: moved.parentCode }, after: { parentCode } };
  return record(tx, { actor, verb: 'organisation.move', subject: code, ...change });
};

/** Takes an organisation out of use. @throws ProblemError not-found, in-use, not-permitted for streets */
export const deactivateOrganisation: Action<'organisation.deactivate', string, undefined> = async (tx, actor, code) => {
  const { kind, active } = await take(tx, code);
  if (!active) throw new ProblemError('not-found', `机构 ${code}`);
  const [ties] = await tx.run<Ties>(sql.selectTies(code));
  refuse(whyNotDeactivate(kind, ties ?? { posts: 0, projects: 0, children: 0 }));
  await tx.run(sql.updateActive(code, false));
  const change = { before: { active: true }, after: { active: false } };
  return record(tx, { actor, verb: 'organisation.deactivate', subject: code, ...change });
};

/** Brings an organisation back into use. @throws ProblemError not-found, bad-request when its parent is not in use */
export const reactivateOrganisation: Action<'organisation.reactivate', string, undefined> = async (tx, actor, code) => {
  const { kind, active, parentCode } = await take(tx, code);
  if (active) throw new ProblemError('not-found', `机构 ${code}`);
  refuse(whyNotUnder(kind, parentCode === null ? undefined : await find(tx, parentCode)));
  await tx.run(sql.updateActive(code, true));
  const change = { before: { active: false }, after: { active: true } };
  return record(tx, { actor, verb: 'organisation.reactivate', subject: code, ...change });
};
