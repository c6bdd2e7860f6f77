import type { Task } from '../../../contracts/schedules.ts';

/** A task's terms as the fields of a form hold them; nothing is empty text. */
export interface TaskFields {
  name: string;
  duration: string;
  progress: string;
  calendarCode: string;
  noEarlierThan: string;
  mustFinishBy: string;
  actualStart: string;
  actualFinish: string;
  parentId: string;
  orgCode: string;
  personId: string;
  note: string;
}
export const termsOf = (task: Task): TaskFields => ({
  name: task.name,
  duration: String(task.duration),
  progress: task.progress,
  calendarCode: task.calendarCode ?? '',
  noEarlierThan: task.noEarlierThan ?? '',
  mustFinishBy: task.mustFinishBy ?? '',
  actualStart: task.actualStart ?? '',
  actualFinish: task.actualFinish ?? '',
  parentId: task.parentId === null ? '' : String(task.parentId),
  orgCode: task.orgCode ?? '',
  personId: task.personId === null ? '' : String(task.personId),
  note: task.note,
});

const PERCENT = /^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?)$/;
const DAYS = /^[1-9][0-9]{0,3}$/;
const MOST_DAYS = 5000;
const dayOrNull = (text: string): string | null => (text === '' ? null : text);

/** The task as the form says it, its place in the breakdown left as it is; or the field that is wrong. */
export function readTerms(
  fields: TaskFields,
  task: Task,
): { task: Task } | { wrong: 'name' | 'duration' | 'progress' } {
  if (fields.name.trim() === '') return { wrong: 'name' };
  const days = fields.duration.trim();
  if (task.kind === 'task' && (!DAYS.test(days) || Number(days) > MOST_DAYS)) return { wrong: 'duration' };
  const progress = fields.progress.trim();
  if (task.kind !== 'summary' && !PERCENT.test(progress)) return { wrong: 'progress' };
  const finish = dayOrNull(fields.actualFinish);
  const isWorked = task.kind === 'task';
  return {
    task: {
      ...task,
      name: fields.name.trim(),
      duration: isWorked ? Number(days) : 0,
      // What has its last day is whole; of a milestone both days are that day.
      progress: task.kind === 'summary' ? task.progress : finish === null ? progress : '100',
      calendarCode: fields.calendarCode === '' ? null : fields.calendarCode,
      noEarlierThan: dayOrNull(fields.noEarlierThan),
      mustFinishBy: dayOrNull(fields.mustFinishBy),
      actualStart: task.kind === 'milestone' ? finish : dayOrNull(fields.actualStart),
      actualFinish: finish,
      orgCode: fields.orgCode === '' ? null : fields.orgCode,
      personId: fields.personId === '' ? null : Number(fields.personId),
      note: fields.note,
    },
  };
}
