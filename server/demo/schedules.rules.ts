import type { BaselineTask, Link, LinkType, Plan, ScheduleContent, Task } from '../../contracts/schedules.ts';
import { dayOf } from '../platform/calendar.rules.ts';
import { compileCalendar, workingDaysBetween } from '../modules/schedules/calendar.rules.ts';
import { dayNumberOf, dayTextOf, type DayNumber } from '../modules/schedules/days.rules.ts';
import { baselineOf } from '../modules/schedules/difference.rules.ts';
import { milestonesFrom, type MilestoneLine } from '../modules/schedules/milestones.rules.ts';
import { planSchedule } from '../modules/schedules/schedule.rules.ts';
import { shippedCalendars, siteCalendar } from '../modules/schedules/shipped/calendars.data.ts';
import { milestonesOf, type MilestoneRow } from './plans.rules.ts';
import { endOf, startOf } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

export interface DemoSchedule {
  readonly content: ScheduleContent;
  readonly agreed: Pick<Plan, 'start' | 'finish'> & { readonly tasks: readonly BaselineTask[] };
  readonly milestones: readonly MilestoneLine[];
}

const calendar = compileCalendar(siteCalendar);
const firstDay = (at: number): DayNumber => dayNumberOf(dayOf(at));
const lastDay = (at: number): DayNumber => dayNumberOf(dayOf(at - 1));

/** Parts of each work, as shares of its days. */
const parts = [
  ['施工准备', 0.15],
  ['组织实施', 0.75],
  ['自检与分项验收', 0.1],
] as const;
const closing = ['竣工验收准备', '预验收', '问题整改', '竣工验收'] as const;
const CLOSING_DAYS = [3, 4] as const;

const blank: Omit<Task, 'id' | 'wbs' | 'parentId' | 'name' | 'kind' | 'duration'> = {
  ...{ calendarCode: null, progress: '0', noEarlierThan: null, mustFinishBy: null },
  ...{ actualStart: null, actualFinish: null, orgCode: null, personId: null, note: '' },
};

/** What has happened of a stretch of work in parts of so many days each, one part after the other. */
function happened(row: MilestoneRow, days: readonly number[], statusDay: DayNumber): Partial<Task>[] {
  const { actualFrom, actualTo, progress } = row;
  if (actualFrom === null || progress === null || progress <= 0) return days.map(() => ({}));
  const whole = days.reduce((sum, one) => sum + one, 0);
  const from = Math.min(firstDay(actualFrom), statusDay);
  const to = actualTo === null ? statusDay : Math.max(from, Math.min(statusDay, lastDay(actualTo)));
  const done = actualTo === null ? Math.min(progress, 0.99) * whole : whole;
  /** The day by which so much was done, spread evenly. */
  const dayOfShare = (share: number): DayNumber => from + Math.floor(((to - from) * share) / Math.max(done, 1));
  let before = 0;
  return days.map((own) => {
    const [begins, ends] = [before, before + own];
    before = ends;
    if (begins > 0 && done <= begins) return {};
    const actualStart = dayTextOf(dayOfShare(begins) + (begins > 0 && dayOfShare(begins) < to ? 1 : 0));
    if (done < ends) return { actualStart, progress: String(Math.floor(((done - begins) / own) * 100)) };
    const actualFinish = dayTextOf(Math.max(dayNumberOf(actualStart), dayOfShare(ends)));
    return { actualStart, actualFinish, progress: '100' };
  });
}

/** Works one into the other as their dates overlap, then what leads to the acceptance. */
function layOut(project: DemoProject, now: number, statusDay: DayNumber | null) {
  const rows = milestonesOf(project, now);
  const [works, finish] = [rows.filter(({ isEvent }) => !isEvent), rows.find(({ isEvent }) => isEvent)];
  const tasks: Task[] = [];
  const links: Link[] = [];
  const add = (task: Omit<Task, 'id' | keyof typeof blank> & Partial<Task>): number => {
    tasks.push({ ...blank, ...task, id: -(tasks.length + 1) });
    return -tasks.length;
  };
  const link = (fromId: number, toId: number, type: LinkType = 'FS', lag = 0) =>
    links.push({ id: -(links.length + 1), fromId, toId, type, lag });
  const checks: number[] = [];
  let previous: { readonly prep: number; readonly check: number; readonly from: DayNumber } | null = null;
  works.forEach((row, at) => {
    const wbs = String(at + 1);
    const from = firstDay(row.plannedFrom);
    const days = Math.max(6, workingDaysBetween(calendar, from, lastDay(row.plannedTo) + 1));
    const [prepDays, checkDays] = [
      Math.max(1, Math.round(days * parts[0][1])),
      Math.max(1, Math.round(days * parts[2][1])),
    ];
    const durations = [prepDays, days - prepDays - checkDays, checkDays];
    const done = statusDay === null ? [] : happened(row, durations, statusDay);
    const parentId = add({ wbs, parentId: null, name: row.name, kind: 'summary', duration: 0 });
    const ids = parts.map(([name], part) =>
      add({ wbs: `${wbs}.${part + 1}`, parentId, name, kind: 'task', duration: durations[part] ?? 1, ...done[part] }),
    );
    const [prep = 0, main = 0, check = 0] = ids;
    link(prep, main);
    link(main, check);
    if (previous !== null) {
      link(previous.prep, prep, 'SS', Math.max(0, workingDaysBetween(calendar, previous.from, from)));
      link(previous.check, check, 'FF');
    }
    previous = { prep, check, from };
    checks.push(check);
  });
  const wbs = String(works.length + 1);
  const overAt = finish?.actualTo ?? null;
  const over = statusDay === null || overAt === null ? null : Math.min(lastDay(overAt), statusDay);
  const closed = (daysBefore: number, length: number): Partial<Task> =>
    over === null
      ? {}
      : {
          actualStart: dayTextOf(over - daysBefore),
          actualFinish: dayTextOf(over - daysBefore + length),
          progress: '100',
        };
  const parentId = add({ wbs, parentId: null, name: closing[0], kind: 'summary', duration: 0 });
  const office = { calendarCode: 'OFFICE' };
  const [trial, repair] = CLOSING_DAYS;
  const first = add({
    wbs: `${wbs}.1`,
    parentId,
    name: closing[1],
    kind: 'task',
    duration: trial,
    ...office,
    ...closed(9, 3),
  });
  const second = add({ wbs: `${wbs}.2`, parentId, name: closing[2], kind: 'task', duration: repair, ...closed(5, 4) });
  const last = add({
    wbs: `${wbs}.3`,
    parentId,
    name: closing[3],
    kind: 'milestone',
    duration: 0,
    ...office,
    ...closed(0, 0),
  });
  for (const check of checks) link(check, first);
  link(first, second);
  link(second, last);
  return { tasks, links };
}

const planOf = (content: ScheduleContent): Plan => {
  const planning = planSchedule(content);
  if ('faults' in planning) throw new Error(JSON.stringify(planning.faults.slice(0, 3)));
  return planning.plan;
};

/** A project's schedule as it was agreed when work began, and as it stands today. */
export function scheduleOf(project: DemoProject, now: number): DemoSchedule {
  const today = dayNumberOf(dayOf(now));
  const hasBegun = startOf(project, now) < now;
  const frame = {
    startsOn: dayOf(startOf(project, now)),
    mustFinishBy: dayOf(endOf(project, now) - 1),
    statusDay: hasBegun ? dayTextOf(today) : null,
    calendarCode: siteCalendar.code,
  };
  const calendars = [...shippedCalendars];
  const asAgreed: ScheduleContent = { frame: { ...frame, statusDay: null }, calendars, ...layOut(project, now, null) };
  const plan = planOf(asAgreed);
  const tasks = baselineOf(asAgreed.tasks, plan);
  const content: ScheduleContent = { frame, calendars, ...layOut(project, now, hasBegun ? today : null) };
  return {
    content,
    agreed: { start: plan.start, finish: plan.finish, tasks },
    milestones: milestonesFrom(content, planOf(content), tasks),
  };
}
