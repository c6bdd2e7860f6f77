import type { Instant } from '../../../contracts/glossary.ts';
import type { KeptSchedule, ScheduleAnswer, TaskProgress } from '../../../contracts/keptSchedules.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import type { Milestone } from '../../../contracts/projects.ts';
import type {
  Baseline,
  BaselineTask,
  DraftOutcome,
  Link,
  Plan,
  PlanEdit,
  ScheduleContent,
  ScheduleEdit,
  ScheduleFault,
  ScheduleFrame,
  Task,
} from '../../../contracts/schedules.ts';
import { record, type Action } from '../../access/audit.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import { lookBy, type Runner, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import * as baselineSql from './baselines.sql.ts';
import { readCalendars } from './calendars.ts';
import { applyEdits, tryEdits } from './draft.rules.ts';
import { faultSentence } from './faults.rules.ts';
import { beginWith, milestonesFrom } from './milestones.rules.ts';
import { inOrder } from './order.rules.ts';
import { planSchedule } from './schedule.rules.ts';
import * as sql from './schedules.sql.ts';
import { changeOf, renumber, strangers } from './write.rules.ts';

type HeadRow = ScheduleFrame & Pick<KeptSchedule, 'revision' | 'baselineId' | 'savedBy' | 'savedAt'>;
/** A schedule as it stands in the database. */
export interface Standing {
  readonly head: Pick<KeptSchedule, 'revision' | 'baselineId' | 'savedBy' | 'savedAt'>;
  readonly content: ScheduleContent;
}

const missing = (projectId: string) => new ProblemError('not-found', `项目 ${projectId} 的进度计划`);

async function contentOf(db: Runner, projectId: string, row: HeadRow): Promise<Standing> {
  const { startsOn, mustFinishBy, statusDay, calendarCode, ...head } = row;
  const tasks = await db.run<Task>(sql.selectTasks(projectId));
  const links = await db.run<Link>(sql.selectLinks(projectId));
  const calendars = await readCalendars(db, projectId);
  const frame = { startsOn, mustFinishBy, statusDay, calendarCode };
  return { head, content: { frame, tasks: inOrder(tasks), links, calendars } };
}
/** @throws ProblemError not-found */
export async function readStanding(db: Runner, projectId: string): Promise<Standing> {
  const [row] = await db.run<HeadRow>(sql.selectSchedule(projectId));
  if (row === undefined) throw missing(projectId);
  return contentOf(db, projectId, row);
}
/** Held to the end of the transaction. @throws ProblemError not-found, changed-meanwhile */
export async function holdStanding(tx: Transaction, projectId: string, revision: number): Promise<Standing> {
  const [row] = await tx.run<HeadRow>(sql.lockSchedule(projectId));
  if (row === undefined) throw missing(projectId);
  if (row.revision !== revision) throw new ProblemError('changed-meanwhile');
  return contentOf(tx, projectId, row);
}

/** @throws ProblemError check-failed: what keeps it from being computed, by the codes of its tasks */
export function planOrRefuse(content: ScheduleContent): Plan {
  const planning = planSchedule(content);
  if ('faults' in planning) throw refusalOf(planning.faults, content.tasks);
  return planning.plan;
}
export const refusalOf = (faults: readonly ScheduleFault[], tasks: readonly Task[]): ProblemError =>
  new ProblemError('check-failed', faultSentence(faults, tasks));

async function keptFrom(db: Runner, projectId: string, standing: Standing, plan: Plan): Promise<KeptSchedule> {
  const baselines = await db.run<Baseline>(baselineSql.selectBaselines(projectId));
  return { projectId, ...standing.head, content: standing.content, plan, baselines };
}

async function reaches(tx: Transaction, permission: Permission, projectId: string): Promise<boolean> {
  await lookBy(tx, permission);
  return (await tx.run(sql.selectProject(projectId))).length > 0;
}

/** A project's schedule with what follows from it, and what the viewer may do. @throws ProblemError not-found */
export async function readSchedule(tx: Transaction, projectId: string): Promise<ScheduleAnswer> {
  const [project] = await tx.run<{ name: string }>(sql.selectProject(projectId));
  if (project === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  const [row] = await tx.run<HeadRow>(sql.selectSchedule(projectId));
  const standing = row && (await contentOf(tx, projectId, row));
  const schedule = standing && (await keptFrom(tx, projectId, standing, planOrRefuse(standing.content)));
  const mayEdit = await reaches(tx, 'schedules.edit', projectId);
  const mayFreeze = await reaches(tx, 'schedules.freeze', projectId);
  return { projectName: project.name, schedule: schedule ?? null, mayEdit, mayFreeze };
}

/** What would come of edits; nothing is kept. @throws ProblemError not-found, changed-meanwhile, check-failed */
export async function trySchedule(
  db: Runner,
  projectId: string,
  revision: number,
  edits: readonly ScheduleEdit[],
): Promise<{ content: ScheduleContent; outcome: DraftOutcome }> {
  const { head, content } = await readStanding(db, projectId);
  if (head.revision !== revision) throw new ProblemError('changed-meanwhile');
  const draft = tryEdits(content, edits);
  if ('faults' in draft) {
    const applied = applyEdits(content, edits);
    throw refusalOf(draft.faults, 'content' in applied ? applied.content.tasks : content.tasks);
  }
  return { content: { ...draft.content, tasks: inOrder(draft.content.tasks) }, outcome: draft.outcome };
}

/** The days that were agreed. */
export async function agreedTasks(db: Runner, baselineId: number | null): Promise<BaselineTask[]> {
  if (baselineId === null) return [];
  const [row] = await db.run<{ tasks: BaselineTask[] }>(baselineSql.selectBaselineTasks(baselineId));
  return row?.tasks ?? [];
}

/** What the wall and the scores are told of milestones is what the schedule says, from the same transaction on. */
export async function keepMilestones(
  tx: Transaction,
  projectId: string,
  standing: Standing,
  plan: Plan,
): Promise<void> {
  const lines = milestonesFrom(standing.content, plan, await agreedTasks(tx, standing.head.baselineId));
  await tx.run(sql.deleteMilestones(projectId));
  await tx.run(sql.insertMilestones(projectId, lines));
}

/** @throws ProblemError check-failed for a status day that is not over, not-found for somebody who is not there */
async function checkFacts(tx: Transaction, { frame, tasks }: ScheduleContent, now: Instant): Promise<void> {
  const today = dayOf(now);
  if (frame.statusDay !== null && frame.statusDay > today)
    throw new ProblemError('check-failed', `状态日期晚于今天 ${today}`);
  const orgs = [...new Set(tasks.flatMap(({ orgCode }) => orgCode ?? []))];
  const people = [...new Set(tasks.flatMap(({ personId }) => personId ?? []))];
  const [unknown] = await tx.run<{ owner: string }>(sql.selectUnknownOwners(orgs, people));
  if (unknown !== undefined) throw new ProblemError('not-found', `任务的责任单位或责任人 ${unknown.owner}`);
}

/** New numbers for what is new in a content. */
async function numbered(tx: Transaction, content: ScheduleContent): Promise<ScheduleContent> {
  const fresh = (all: readonly { readonly id: number }[]) => all.map(({ id }) => id).filter((id) => id < 0);
  const [tasks, links] = [fresh(content.tasks), fresh(content.links)];
  const taskIds = tasks.length === 0 ? [] : await tx.run<{ id: number }>(sql.takeTaskIds(tasks.length));
  const linkIds = links.length === 0 ? [] : await tx.run<{ id: number }>(sql.takeLinkIds(links.length));
  const mapped = (from: readonly number[], to: readonly { readonly id: number }[]) =>
    new Map(from.map((id, at) => [id, to[at]?.id ?? id]));
  return renumber(content, { tasks: mapped(tasks, taskIds), links: mapped(links, linkIds) });
}

export interface Saving {
  readonly projectId: string;
  readonly before: ScheduleContent;
  readonly after: ScheduleContent;
  readonly baselineId: number | null;
  readonly by: string;
  readonly now: Instant;
}
/** Writes what has changed, and what follows from it. */
export async function saveContent(tx: Transaction, saving: Saving) {
  const { projectId, before, by, now, baselineId } = saving;
  await checkFacts(tx, saving.after, now);
  const content = await numbered(tx, saving.after);
  const plan = planOrRefuse(content);
  const change = changeOf(before, content);
  await tx.run(sql.deleteLinks(projectId, change.links.removed));
  await tx.run(sql.deleteTasks(projectId, change.tasks.removed));
  await tx.run(sql.putTasks(projectId, change.tasks.put));
  await tx.run(sql.putLinks(projectId, change.links.put));
  const [saved] = await tx.run<{ revision: number }>(sql.updateSchedule(projectId, content.frame, { by, now }));
  const head = { revision: saved?.revision ?? 0, baselineId, savedBy: by, savedAt: now };
  const standing: Standing = { head, content: { ...content, tasks: inOrder(content.tasks) } };
  await keepMilestones(tx, projectId, standing, plan);
  return { kept: await keptFrom(tx, projectId, standing, plan), change };
}

export interface Acting {
  readonly projectId: string;
  readonly now: Instant;
}
export type NewSchedule = Acting & { readonly frame: ScheduleFrame };
const FIRST_BASELINE = '初始计划';
/**
 * A project's first schedule; the milestones that it had become its first tasks, on the days that were agreed.
 * @throws ProblemError not-found, already-exists, check-failed
 */
export const createSchedule: Action<'schedule.create', NewSchedule, KeptSchedule> = async (tx, actor, input) => {
  const { projectId, frame, now } = input;
  if ((await tx.run(sql.selectProject(projectId))).length === 0)
    throw new ProblemError('not-found', `项目 ${projectId}`);
  const made = await tx.run(sql.insertSchedule(projectId, frame, { by: actor.name, now }));
  if (made.length === 0) throw new ProblemError('already-exists', '项目已有进度计划');
  const empty: ScheduleContent = { frame, tasks: [], links: [], calendars: await readCalendars(tx, projectId) };
  planOrRefuse(empty);
  const had = await tx.run<Milestone>(sql.selectMilestones(projectId));
  const begun = beginWith(had, empty, dayOf(now));
  const content = await numbered(tx, begun.content);
  const places = new Map(content.tasks.map(({ id, wbs }) => [wbs, id]));
  const tasks = begun.agreed.map((task) => ({ ...task, taskId: places.get(task.wbs) ?? task.taskId }));
  await tx.run(sql.putTasks(projectId, content.tasks));
  const days = (side: 'start' | 'finish') => tasks.flatMap((task) => task[side] ?? []).sort();
  const agreed = { start: days('start')[0] ?? null, finish: days('finish').at(-1) ?? null, tasks };
  const baseline = { name: FIRST_BASELINE, note: '', ...agreed, by: actor.name, now };
  const [kept] = await tx.run<{ id: number }>(baselineSql.insertBaseline(projectId, baseline));
  if (kept === undefined) throw new Error('no baseline came back');
  await tx.run(baselineSql.putInForce(projectId, kept.id));
  const saving = { projectId, before: content, after: content, baselineId: kept.id, by: actor.name, now };
  const saved = await saveContent(tx, saving);
  const after = { startsOn: frame.startsOn, calendarCode: frame.calendarCode, tasks: content.tasks.length };
  return record(tx, { actor, verb: 'schedule.create', subject: projectId, after }, saved.kept);
};

export type Editing = Acting & { readonly revision: number; readonly edits: readonly PlanEdit[] };
/** @throws ProblemError not-found, changed-meanwhile, check-failed */
export const editSchedule: Action<'schedule.edit', Editing, KeptSchedule> = async (tx, actor, input) => {
  const { projectId, revision, edits, now } = input;
  const { head, content } = await holdStanding(tx, projectId, revision);
  const unknown = strangers(content, edits);
  if (unknown.length > 0) throw refusalOf(unknown, content.tasks);
  const applied = applyEdits(content, edits);
  if ('faults' in applied) throw refusalOf(applied.faults, content.tasks);
  const then = planOrRefuse(content);
  const saving = {
    projectId,
    before: content,
    after: applied.content,
    baselineId: head.baselineId,
    by: actor.name,
    now,
  };
  const { kept, change } = await saveContent(tx, saving);
  const counts = ({ put, removed, added }: { put: readonly object[]; removed: readonly number[]; added: number }) => ({
    ...{ added, changed: put.length - added, removed: removed.length },
  });
  const entry = {
    ...{ actor, verb: 'schedule.edit' as const, subject: projectId },
    before: { revision, finish: then.finish },
    after: {
      revision: kept.revision,
      finish: kept.plan.finish,
      tasks: counts(change.tasks),
      links: counts(change.links),
    },
  };
  return record(tx, entry, kept);
};

export type Progressing = Acting & {
  readonly revision: number;
  readonly statusDay: string;
  readonly rows: readonly TaskProgress[];
};
/** How far tasks have come by the end of a day. @throws ProblemError not-found, changed-meanwhile, check-failed */
export const noteTaskProgress: Action<'schedule.progress', Progressing, KeptSchedule> = async (tx, actor, input) => {
  const { projectId, revision, statusDay, rows, now } = input;
  const { head, content } = await holdStanding(tx, projectId, revision);
  const said = new Map(rows.map(({ taskId, ...row }) => [taskId, row]));
  const unknown = rows.find(({ taskId }) => !content.tasks.some(({ id, kind }) => id === taskId && kind !== 'summary'));
  if (unknown !== undefined) throw new ProblemError('not-found', `任务 ${unknown.taskId}`);
  const tasks = content.tasks.map((task) => ({ ...task, ...said.get(task.id) }));
  const after = { ...content, frame: { ...content.frame, statusDay }, tasks };
  const saving = { projectId, before: content, after, baselineId: head.baselineId, by: actor.name, now };
  const { kept } = await saveContent(tx, saving);
  const told = kept.content.tasks
    .filter(({ id }) => said.has(id))
    .map(({ wbs, progress, actualStart, actualFinish }) => ({ wbs, progress, actualStart, actualFinish }));
  const entry = { actor, verb: 'schedule.progress' as const, subject: projectId, after: { statusDay, tasks: told } };
  return record(tx, entry, kept);
};
