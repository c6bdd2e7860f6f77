import type { BaselineComparison, KeptSchedule, NewBaseline } from '../../../contracts/keptSchedules.ts';
import type { Baseline } from '../../../contracts/schedules.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as sql from './baselines.sql.ts';
import { baselineOf, comparePlans } from './difference.rules.ts';
import { agreedTasks, keepMilestones, planOrRefuse, readStanding, type Acting } from './schedules.ts';
import { lockSchedule } from './schedules.sql.ts';

export type Freezing = Acting & NewBaseline;
/**
 * The plan as it is now, kept under a name. In force, lateness is judged by it from now on.
 * @throws ProblemError not-found, changed-meanwhile, already-exists (the name)
 */
export const freezeBaseline: Action<'schedule.freeze', Freezing, KeptSchedule> = async (tx, actor, input) => {
  const { projectId, name, note, revision, inForce, now } = input;
  await tx.run(lockSchedule(projectId));
  const { head, content } = await readStanding(tx, projectId);
  if (head.revision !== revision) throw new ProblemError('changed-meanwhile');
  const plan = planOrRefuse(content);
  const tasks = baselineOf(content.tasks, plan);
  const { start, finish } = plan;
  const row = { name, note, start, finish, tasks, by: actor.name, now };
  const [made] = await tx.run<{ id: number }>(sql.insertBaseline(projectId, row));
  if (made === undefined) throw new ProblemError('already-exists', `基线「${name}」`);
  const baselineId = inForce ? made.id : head.baselineId;
  if (inForce) {
    await tx.run(sql.putInForce(projectId, made.id));
    await keepMilestones(tx, projectId, { head: { ...head, baselineId }, content }, plan);
  }
  const baselines = await tx.run<Baseline>(sql.selectBaselines(projectId));
  const after = { name, inForce, start, finish, tasks: tasks.length };
  const kept = { projectId, ...head, baselineId, content, plan, baselines };
  return record(tx, { actor, verb: 'schedule.freeze', subject: projectId, after }, kept);
};

/** A baseline, and what has become of it. @throws ProblemError not-found */
export async function compareBaseline(db: Runner, projectId: string, id: number): Promise<BaselineComparison> {
  const { content } = await readStanding(db, projectId);
  const [baseline] = await db.run<Baseline>(sql.selectBaseline(projectId, id));
  if (baseline === undefined) throw new ProblemError('not-found', '进度基线');
  const tasks = await agreedTasks(db, id);
  const difference = comparePlans(tasks, baselineOf(content.tasks, planOrRefuse(content)), content);
  return { baseline, tasks, difference };
}
