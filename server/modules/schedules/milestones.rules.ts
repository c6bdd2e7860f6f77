import type { Milestone } from '../../../contracts/projects.ts';
import type { BaselineTask, Plan, ScheduleContent, ScheduleFrame, Task } from '../../../contracts/schedules.ts';
import { dayOf, SHANGHAI_SHIFT_MS } from '../../platform/calendar.rules.ts';
import { compileCalendar, workingDaysBetween, type WorkingCalendar } from './calendar.rules.ts';
import { dayNumberOf, type DayNumber } from './days.rules.ts';
import { inOrder } from './order.rules.ts';

/** A milestone with its progress in its own digits. */
export type MilestoneLine = Omit<Milestone, 'progress'> & { readonly percent: string };

const DAY_MS = 86_400_000;
const instantOf = (day: DayNumber): number => day * DAY_MS - SHANGHAI_SHIFT_MS;
/** The first instant of a day; the instant at which it is over. */
const morning = (day: string): number => instantOf(dayNumberOf(day));
const evening = (day: string): number => instantOf(dayNumberOf(day) + 1);

/**
 * What a project is held to, as its schedule says: the works at the top of the breakdown, and every milestone. Their days are
 * those of the baseline in force; what came in after it, as it is planned now.
 */
export function milestonesFrom(
  { tasks }: Pick<ScheduleContent, 'tasks'>,
  plan: Plan,
  agreed: readonly BaselineTask[],
): MilestoneLine[] {
  const planned = new Map(plan.tasks.map((task) => [task.taskId, task]));
  const then = new Map(agreed.map((task) => [task.taskId, task]));
  const shown = inOrder(tasks).filter(({ kind, parentId }) => kind === 'milestone' || parentId === null);
  return shown
    .flatMap(({ id, name, kind }) => {
      const now = planned.get(id);
      const [from, to] = [then.get(id)?.start ?? now?.start, then.get(id)?.finish ?? now?.finish];
      if (now === undefined || !from || !to) return [];
      const hasBegun = now.state !== 'waiting' && now.start !== null;
      return [
        {
          ...{ name, isEvent: kind === 'milestone', plannedFrom: morning(from), plannedTo: evening(to) },
          actualFrom: hasBegun && now.start !== null ? morning(now.start) : null,
          actualTo: now.state === 'done' && now.finish !== null ? evening(now.finish) : null,
          percent: now.progress,
        },
      ];
    })
    .map((line, at) => ({ seq: at + 1, ...line }));
}

const firstDay = (at: number): string => dayOf(at);
const lastDay = (at: number): string => dayOf(at - 1);
const WHOLE = 100;
/** What has begun and is not over is never whole: 99.99 at most. */
const percentOf = (progress: number | null): string =>
  String(Math.min(99.99, Math.floor((progress ?? 0) * 1e4) / WHOLE));

function taskFrom(one: Milestone, at: number, calendar: WorkingCalendar): Task {
  const [from, to] = [firstDay(one.plannedFrom), lastDay(one.plannedTo)];
  const over =
    one.actualFrom === null || one.actualTo === null ? null : lastDay(Math.max(one.actualTo, one.actualFrom + 1));
  const begun = one.actualFrom === null ? null : firstDay(one.actualFrom);
  const days = workingDaysBetween(calendar, dayNumberOf(from), dayNumberOf(to) + 1);
  return {
    ...{ id: -at, wbs: String(at), parentId: null, name: one.name, kind: one.isEvent ? 'milestone' : 'task' },
    duration: one.isEvent ? 0 : Math.max(1, days),
    ...{ calendarCode: null, noEarlierThan: one.isEvent ? to : from, mustFinishBy: null },
    progress: over !== null ? String(WHOLE) : begun === null || one.isEvent ? '0' : percentOf(one.progress),
    actualStart: one.isEvent ? over : begun,
    ...{ actualFinish: over, orgCode: null, personId: null, note: '' },
  };
}

export interface Beginning {
  readonly content: ScheduleContent;
  readonly agreed: readonly BaselineTask[];
}
/** The first tasks of a schedule: the milestones that the project had, on the days that were agreed. */
export function beginWith(milestones: readonly Milestone[], content: ScheduleContent, today: string): Beginning {
  const { frame, calendars } = content;
  const own = calendars.find(({ code }) => code === frame.calendarCode);
  if (own === undefined) return { content, agreed: [] };
  const calendar = compileCalendar(own);
  const tasks = milestones.map((one, at) => taskFrom(one, at + 1, calendar));
  const hasBegun = tasks.some(({ actualStart }) => actualStart !== null);
  const begun: ScheduleFrame = { ...frame, statusDay: frame.statusDay ?? (hasBegun ? today : null) };
  const agreed = milestones.flatMap((one, at): BaselineTask[] => {
    const task = tasks[at];
    if (task === undefined) return [];
    const { id, wbs, name, kind, duration } = task;
    const [start, finish] = [firstDay(one.plannedFrom), lastDay(one.plannedTo)];
    return [{ taskId: id, wbs, name, kind, start: kind === 'milestone' ? finish : start, finish, duration }];
  });
  return { content: { ...content, frame: begun, tasks }, agreed };
}
