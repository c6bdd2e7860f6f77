import type {
  BaselineTask,
  Plan,
  PlanDifference,
  ScheduleContent,
  Task,
  TaskDifference,
} from '../../../contracts/schedules.ts';
import { compileCalendar, workingDaysBetween, type WorkingCalendar } from './calendar.rules.ts';
import { dayNumberOf } from './days.rules.ts';
import { earliest, latest } from './summaries.rules.ts';

/** A plan as a baseline keeps it. */
export function baselineOf(tasks: readonly Task[], plan: Plan): BaselineTask[] {
  const planned = new Map(plan.tasks.map((task) => [task.taskId, task]));
  return tasks.flatMap(({ id, wbs, name, kind }) => {
    const task = planned.get(id);
    if (task === undefined) return [];
    const { start, finish, duration } = task;
    return [{ taskId: id, wbs, name, kind, start, finish, duration }];
  });
}

/** Working days from one day to another, later above zero. */
const shift = (calendar: WorkingCalendar, from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : workingDaysBetween(calendar, dayNumberOf(from), dayNumberOf(to));

/** A day that is not worked counts as the next one that is: a shift within a weekend is none. */
function compareTask(before: BaselineTask | null, after: BaselineTask | null, calendar: WorkingCalendar) {
  const shown = after ?? before;
  if (shown === null) return [];
  const startShift = shift(calendar, before?.start ?? null, after?.start ?? null);
  const finishShift = shift(calendar, before?.finish ?? null, after?.finish ?? null);
  const durationChange = before === null || after === null ? null : after.duration - before.duration;
  const isMoved = before?.start !== after?.start || before?.finish !== after?.finish || durationChange !== 0;
  const kind = before === null ? 'added' : after === null ? 'removed' : isMoved ? 'moved' : 'kept';
  const { taskId, wbs, name } = shown;
  const difference: TaskDifference = {
    ...{ taskId, wbs, name, kind, before, after },
    ...{ startShift, finishShift, durationChange },
  };
  return [difference];
}

/** What became of a plan, task by task. Shifts are working days of the task's calendar, of a task that is gone of the schedule's. */
export function comparePlans(
  before: readonly BaselineTask[],
  after: readonly BaselineTask[],
  { frame, tasks, calendars }: Pick<ScheduleContent, 'frame' | 'tasks' | 'calendars'>,
): PlanDifference {
  const compiled = new Map(calendars.map((calendar) => [calendar.code, compileCalendar(calendar)]));
  const codes = new Map(tasks.map(({ id, calendarCode }) => [id, calendarCode]));
  const own = compiled.get(frame.calendarCode);
  if (own === undefined) throw new RangeError(`no calendar ${frame.calendarCode}`);
  const calendarOf = (id: number): WorkingCalendar => compiled.get(codes.get(id) ?? frame.calendarCode) ?? own;
  const then = new Map(before.map((task) => [task.taskId, task]));
  const now = new Set(after.map(({ taskId }) => taskId));
  const differences = [
    ...after.flatMap((task) => compareTask(then.get(task.taskId) ?? null, task, calendarOf(task.taskId))),
    ...before.filter(({ taskId }) => !now.has(taskId)).flatMap((task) => compareTask(task, null, own)),
  ];
  const count = (kind: TaskDifference['kind']) => differences.filter((one) => one.kind === kind).length;
  const days = (rows: readonly BaselineTask[], side: 'start' | 'finish') => rows.map((row) => row[side]);
  return {
    startShift: shift(own, earliest(days(before, 'start')), earliest(days(after, 'start'))),
    finishShift: shift(own, latest(days(before, 'finish')), latest(days(after, 'finish'))),
    ...{ added: count('added'), removed: count('removed'), moved: count('moved') },
    tasks: differences,
  };
}
