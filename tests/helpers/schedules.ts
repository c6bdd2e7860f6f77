import type { Calendar } from '../../contracts/calendars.ts';
import type {
  Link,
  LinkType,
  Plan,
  PlannedTask,
  ScheduleContent,
  ScheduleFrame,
  Task,
} from '../../contracts/schedules.ts';
import { dayNumberOf } from '../../server/modules/schedules/days.rules.ts';
import { planSchedule } from '../../server/modules/schedules/schedule.rules.ts';
import { everyDayCalendar, shippedCalendars } from '../../server/modules/schedules/shipped/calendars.data.ts';

/** A Monday. In tests of networks every day is worked, so that days are the numbers of the books. */
export const FIRST_DAY = '2026-03-02';
const frame: ScheduleFrame = {
  startsOn: FIRST_DAY,
  mustFinishBy: null,
  statusDay: null,
  calendarCode: everyDayCalendar.code,
};

export const taskOf = (id: number, duration: number, part: Partial<Task> = {}): Task => ({
  id,
  wbs: String(id),
  parentId: null,
  name: `任务 ${id}`,
  kind: duration === 0 ? 'milestone' : 'task',
  duration,
  ...{ calendarCode: null, progress: '0', noEarlierThan: null, mustFinishBy: null },
  ...{ actualStart: null, actualFinish: null, orgCode: null, personId: null, note: '' },
  ...part,
});

/** `[from, to, type, lag]`: what is left out is FS and 0. */
export type ShortLink = readonly [from: number, to: number, type?: LinkType, lag?: number];
export const linksOf = (links: readonly ShortLink[]): Link[] =>
  links.map(([fromId, toId, type = 'FS', lag = 0], at) => ({ id: at + 1, fromId, toId, type, lag }));

export const contentOf = (
  tasks: readonly Task[],
  links: readonly ShortLink[] = [],
  part: Partial<ScheduleFrame> = {},
  calendars: readonly Calendar[] = shippedCalendars,
): ScheduleContent => ({
  frame: { ...frame, ...part },
  tasks: [...tasks],
  links: linksOf(links),
  calendars: [...calendars],
});

/** The plan of a schedule that can be planned. */
export function plannedOf(content: ScheduleContent): Plan {
  const planning = planSchedule(content);
  if ('faults' in planning) throw new Error(planning.faults.map(({ code }) => code).join(', '));
  return planning.plan;
}
export function taskIn(plan: Plan, id: number): PlannedTask {
  const found = plan.tasks.find(({ taskId }) => taskId === id);
  if (found === undefined) throw new Error(`no task ${id}`);
  return found;
}

/** A day as the books count: 0 is the first morning, so a day's evening is the next one's morning. */
export const morningOf = (day: string | null): number => dayNumberOf(day ?? '') - dayNumberOf(FIRST_DAY);
export const eveningOf = (day: string | null): number => morningOf(day) + 1;

/** ES, EF, LS, LF, total float of a task of a network of days. */
export function figuresOf(plan: Plan, id: number): number[] {
  const { start, finish, lateStart, lateFinish, totalFloat } = taskIn(plan, id);
  return [morningOf(start), eveningOf(finish), morningOf(lateStart), eveningOf(lateFinish), totalFloat ?? NaN];
}
