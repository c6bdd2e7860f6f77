import { createHash } from 'node:crypto';
import type { ExchangeNote, KeptSchedule, ScheduleImport } from '../../../contracts/keptSchedules.ts';
import { labelNames, labelPermissions, type Label } from '../../../contracts/labels.ts';
import type { Baseline, ScheduleContent, ScheduleFault } from '../../../contracts/schedules.ts';
import { record, type Action } from '../../access/audit.ts';
import { lookBy, type Runner, type Transaction } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { writeWorkbook } from '../../platform/sheets.ts';
import { selectBaselines } from './baselines.sql.ts';
import { ProjectFileError, readProject, type ReadProject } from './exchange/readProject.ts';
import { scheduleSheet } from './exchange/table.ts';
import { writeProject } from './exchange/writeProject.ts';
import { faultSentence } from './faults.rules.ts';
import { planSchedule } from './schedule.rules.ts';
import { agreedTasks, holdStanding, planOrRefuse, readStanding, saveContent, type Acting } from './schedules.ts';
import { selectProject } from './schedules.sql.ts';
import { changeOf } from './write.rules.ts';

export type ExportWish = { readonly projectId: string; readonly kind: 'xlsx' | 'xml' };
export interface WrittenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What bears a label leaves by the permission for that label. @throws ProblemError label-not-permitted */
async function mayLeave(tx: Transaction, projectId: string, label: Label): Promise<void> {
  const wanted = labelPermissions[label];
  if (wanted === null) return;
  await lookBy(tx, wanted);
  if ((await tx.run(selectProject(projectId))).length === 0)
    throw new ProblemError('label-not-permitted', `密级为${labelNames[label]}`);
}

/** A schedule as a file, recorded with the hash of its bytes. @throws ProblemError not-found, label-not-permitted */
export const exportSchedule: Action<'schedule.export', ExportWish, WrittenFile> = async (tx, actor, input) => {
  const { projectId, kind } = input;
  const [project] = await tx.run<{ name: string; label: Label }>(selectProject(projectId));
  if (project === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  await mayLeave(tx, projectId, project.label);
  const { head, content } = await readStanding(tx, projectId);
  const agreed = await agreedTasks(tx, head.baselineId);
  const plan = planOrRefuse(content);
  const baselines = await tx.run<Baseline>(selectBaselines(projectId));
  const kept: KeptSchedule = { projectId, ...head, content, plan, baselines };
  const bytes =
    kind === 'xlsx'
      ? await writeWorkbook([scheduleSheet(project.name, kept, agreed)])
      : Buffer.from(writeProject({ name: project.name, content, plan, agreed }), 'utf8');
  const after = { kind, revision: head.revision, sha256: createHash('sha256').update(bytes).digest('hex') };
  const file = { name: `进度计划-${project.name}.${kind}`, bytes };
  return record(tx, { actor, verb: 'schedule.export', subject: projectId, after }, file);
};

export type PictureWish = { readonly projectId: string; readonly changes: number };
/**
 * A picture of a schedule leaves: a page has drawn it by what its viewer may see, and asks before it hands it out. Its
 * bytes never come here: what is recorded is the plan it was drawn of, and how many changes of the page were not kept. @throws ProblemError not-found, label-not-permitted
 */
export const takeOutPicture: Action<'schedule.export', PictureWish, null> = async (tx, actor, input) => {
  const { projectId, changes } = input;
  const [project] = await tx.run<{ label: Label }>(selectProject(projectId));
  if (project === undefined) throw new ProblemError('not-found', `项目 ${projectId}`);
  await mayLeave(tx, projectId, project.label);
  await lookBy(tx, 'projects.export');
  const { head } = await readStanding(tx, projectId);
  const after = { kind: 'png', revision: head.revision, changes };
  return record(tx, { actor, verb: 'schedule.export', subject: projectId, after }, null);
};

export type ImportWish = Acting & { readonly bytes: Buffer; readonly revision: number; readonly name: string };

function readOrRefuse(bytes: Buffer, before: ScheduleContent): ReadProject {
  try {
    return readProject(bytes, before);
  } catch (error) {
    if (error instanceof ProjectFileError) throw new ProblemError('file-refused', error.message);
    throw error;
  }
}

/** A fault of the schedule by the file's own rows. */
function faultRow(fault: ScheduleFault, { content, rows }: ReadProject): ExchangeNote {
  const id = fault.taskId ?? fault.path?.[0] ?? null;
  const task = content.tasks.find((one) => one.id === id);
  return {
    row: id === null ? null : (rows.get(id) ?? null),
    name: task?.name ?? '',
    sentence: faultSentence([fault], content.tasks),
  };
}

function judge(read: ReadProject, before: ScheduleContent): ScheduleImport {
  const { content, notes } = read;
  const planning = planSchedule(content);
  const { tasks } = changeOf(before, content);
  const faults = [...read.faults, ...('faults' in planning ? planning.faults.map((one) => faultRow(one, read)) : [])];
  return {
    ...{ tasks: content.tasks.length, links: content.links.length, added: tasks.added },
    ...{ changed: tasks.put.length - tasks.added, removed: tasks.removed.length },
    finish: 'plan' in planning ? planning.plan.finish : null,
    ...{ faults, notes: [...notes] },
  };
}

/** What would come of a file of Microsoft Project. @throws ProblemError not-found, changed-meanwhile, file-refused */
export async function checkExchange(db: Runner, { projectId, bytes, revision }: ImportWish): Promise<ScheduleImport> {
  const { head, content } = await readStanding(db, projectId);
  if (head.revision !== revision) throw new ProblemError('changed-meanwhile');
  return judge(readOrRefuse(bytes, content), content);
}

/** The file's tasks and links instead of those that were: all of it or nothing. @throws as checkExchange, check-failed */
export const importSchedule: Action<'schedule.import', ImportWish, ScheduleImport> = async (tx, actor, input) => {
  const { projectId, bytes, revision, name, now } = input;
  const { head, content } = await holdStanding(tx, projectId, revision);
  const read = readOrRefuse(bytes, content);
  const outcome = judge(read, content);
  const [fault] = outcome.faults;
  if (fault !== undefined) throw new ProblemError('check-failed', fault.sentence);
  const saving = { projectId, before: content, after: read.content, baselineId: head.baselineId, by: actor.name, now };
  const { kept } = await saveContent(tx, saving);
  const { added, changed, removed } = outcome;
  const entry = {
    ...{ actor, verb: 'schedule.import' as const, subject: projectId, before: { revision } },
    after: {
      ...{ revision: kept.revision, file: name, sha256: createHash('sha256').update(bytes).digest('hex') },
      ...{ added, changed, removed, finish: kept.plan.finish },
    },
  };
  return record(tx, entry, outcome);
};
