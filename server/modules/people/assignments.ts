import type { Assignment, NewAssignment } from '../../../contracts/assignments.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { whyNotAssign } from './assignments.rules.ts';
import * as sql from './assignments.sql.ts';

/** What is given out now or will be, of the projects within the viewer's reach. */
export const listAssignments = (db: Runner): Promise<Assignment[]> => db.run<Assignment>(sql.selectAssignments());

async function readAssignment(db: Runner, id: number): Promise<Assignment> {
  const [found] = await db.run<Assignment>(sql.selectAssignment(id));
  if (found === undefined) throw new ProblemError('not-found', '派发');
  return found;
}

/** Gives a project to an evaluator until a date. @throws ProblemError not-found, bad-request, not-in-this-state */
export const assignProject: Action<
  'project.assign',
  { readonly wanted: NewAssignment; readonly now: Instant },
  Assignment
> = async (tx, actor, { wanted, now }) => {
  const { personId, organisationCode, projectId } = wanted;
  const [held] = await tx.run<{ roles: PersonRole[]; kind: string }>(sql.selectRolesAt(personId, organisationCode));
  const isProjectKnown = (await tx.run(sql.selectProject(projectId))).length > 0;
  const objection = whyNotAssign(wanted, { isProjectKnown, roles: held?.roles ?? [], kind: held?.kind ?? '', now });
  if (objection) throw new ProblemError(objection.code, objection.detail);
  const [made] = await tx.run<{ id: number }>(sql.insertAssignment(wanted));
  if (made === undefined) throw new ProblemError('not-in-this-state', '该时段已派发给同一受托方');
  const assignment = await readAssignment(tx, made.id);
  const { personName, organisationName, fromAt, untilAt } = assignment;
  const after = { id: assignment.id, to: personName ?? organisationName, fromAt, untilAt };
  return record(tx, { actor, verb: 'project.assign', subject: projectId, after }, assignment);
};

/** Takes a project back before its time. @throws ProblemError not-found */
export const endAssignment: Action<'project.unassign', number, undefined> = async (tx, actor, id) => {
  const before = await readAssignment(tx, id);
  const ended = await tx.run(sql.endAssignment(id));
  if (ended.length === 0) throw new ProblemError('not-found', '派发');
  const { projectId, personName, organisationName, untilAt } = before;
  const was = { id, to: personName ?? organisationName, untilAt };
  return record(tx, { actor, verb: 'project.unassign', subject: projectId, before: was });
};
