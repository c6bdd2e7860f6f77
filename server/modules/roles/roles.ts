import type { MatrixChange, RoleLine } from '../../../contracts/roles.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { linesOf, whyNotMatrix, type RoleRow } from './roles.rules.ts';
import * as sql from './roles.sql.ts';

/** The role matrix as it holds now. */
export const listRoles = async (db: Runner): Promise<RoleLine[]> => linesOf(await db.run<RoleRow>(sql.selectRoles()));

/**
 * Changes cells of the role matrix. Carried out only after a second person has confirmed it.
 * @throws ProblemError not-permitted for a cell that the role's duty does not allow or that makes the role what it is,
 *   bad-request when nothing would change
 */
export const changeMatrix: Action<'role.permissions', MatrixChange, undefined> = async (tx, actor, { cells }) => {
  const objection = whyNotMatrix(cells);
  if (objection) throw new ProblemError(objection.code, objection.detail);
  await tx.run(sql.lockMatrix());
  const given = await tx.run(sql.insertPermissions(cells.filter(({ isHeld }) => isHeld)));
  const taken = await tx.run(sql.deletePermissions(cells.filter(({ isHeld }) => !isHeld)));
  if (given.length + taken.length === 0) throw new ProblemError('bad-request', '权限与现行一致,没有变化');
  return record(tx, { actor, verb: 'role.permissions', subject: 'role-matrix', before: { taken }, after: { given } });
};
