import type { Plan, PlannedTask, ScheduleContent, ScheduleFault, Task } from '../../../contracts/schedules.ts';
import { placeLate, type Late } from './backward.rules.ts';
import { checkSchedule } from './check.rules.ts';
import { findCritical } from './critical.rules.ts';
import { dayTextOf, yearOfDay, type DayNumber } from './days.rules.ts';
import { placeEarly, type Early } from './forward.rules.ts';
import { hundredthsOf, layNetwork, type Leaf, type Network } from './leaves.rules.ts';
import {
  earliest,
  lateBy,
  latest,
  leavesBelow,
  lengthOf,
  percentOf,
  progressOf,
  summarise,
  type PlannedLeaf,
} from './summaries.rules.ts';
import { violationsOf } from './violations.rules.ts';

/** A plan, or all that keeps it from being computed. */
export type Planning = { readonly plan: Plan } | { readonly faults: readonly ScheduleFault[] };

/**
 * Computes a schedule: critical path method on a precedence network with four kinds of links (J. E. Kelley, M. R. Walker,
 * 1959; J. W. Fondahl, 1961; JGJ/T 121, 单代号搭接网络计划), on dated calendars. Total: what cannot be computed is told.
 */
export function planSchedule(content: ScheduleContent): Planning {
  const faults = checkSchedule(content);
  return faults.length > 0 ? { faults } : { plan: planOf(content) };
}

function planOf({ frame, tasks, ...rest }: ScheduleContent): Plan {
  const network = layNetwork({ frame, tasks, ...rest });
  const leaves = planLeaves(network);
  const planned = withSummaries(tasks, leaves, network);
  const start = earliest(planned.map((task) => task.start));
  const finish = latest(planned.map((task) => task.finish));
  return {
    ...{ start, finish },
    duration: lengthOf(network.calendar, start, finish),
    progress: progressOf(leaves.list),
    lateDays:
      frame.mustFinishBy === null || finish === null ? null : lateBy(network.calendar, finish, frame.mustFinishBy),
    criticalPath: [...leaves.path],
    uncertainYears: leaves.uncertainYears,
    tasks: planned,
  };
}

/** All leaves, placed by both passes. */
function planLeaves(network: Network) {
  const early = placeEarly(network);
  const late = placeLate(network, early);
  const { isCritical, path } = findCritical(network, early, late);
  const textOf = dayTexts();
  const list = network.leaves.flatMap((leaf, at): PlannedLeaf[] => {
    const own = early[at];
    if (own === undefined) return [];
    const planned = {
      ...statusOf(leaf),
      ...daysOf(leaf, own, late[at] ?? null, textOf),
      critical: isCritical[at] === true,
      boundBy: own.boundBy,
      drivingLinkIds: own.driving.map(({ link }) => link.id),
      violations: violationsOf(leaf, own, network.leaves, early),
    };
    return [{ task: leaf.task, planned }];
  });
  return { list, path, uncertainYears: uncertainYears(network, early, late) };
}

/** Many tasks begin on the same day: each text is made once. */
function dayTexts(): (day: DayNumber) => string {
  const made = new Map<DayNumber, string>();
  return (day) => {
    const text = made.get(day) ?? dayTextOf(day);
    made.set(day, text);
    return text;
  };
}

const statusOf = ({ task, endedOn, begunAt, work }: Leaf) => ({
  taskId: task.id,
  state: endedOn !== null ? ('done' as const) : begunAt === null ? ('waiting' as const) : ('running' as const),
  remaining: work,
  progress: endedOn === null ? percentOf(hundredthsOf(task.progress)) : '100',
});

/** The last day of what ends at an instant; a milestone at the beginning of its day stands on that day. */
const lastDayOf = (early: Early): DayNumber => (early.isAtDayStart ? early.startAt : early.finishAt - 1);

function daysOf(leaf: Leaf, early: Early, late: Late | null, textOf: (day: DayNumber) => string) {
  const finish = lastDayOf(early);
  const start = leaf.isMilestone ? finish : early.startAt;
  const days = { start: textOf(start), finish: textOf(finish), duration: leaf.isMilestone ? 0 : spanOf(leaf, early) };
  if (late === null) return { ...days, lateStart: null, lateFinish: null, totalFloat: null, freeFloat: null };
  const lateFinish = leaf.calendar.dayAt(early.isAtDayStart ? late.to : late.to - 1);
  const lateStart = leaf.isMilestone ? lateFinish : (leaf.begunAt ?? leaf.calendar.dayAt(late.to - leaf.work));
  const { totalFloat, freeFloat } = late;
  return { ...days, lateStart: textOf(lateStart), lateFinish: textOf(lateFinish), totalFloat, freeFloat };
}

const spanOf = ({ calendar }: Leaf, { startAt, finishAt }: Early): number =>
  calendar.before(finishAt) - calendar.before(startAt);

/** Every task in its order, summaries made of what stands below them. */
function withSummaries(
  tasks: readonly Task[],
  { list }: { list: readonly PlannedLeaf[] },
  network: Network,
): PlannedTask[] {
  const planned = new Map(list.map((leaf) => [leaf.task.id, leaf.planned]));
  const below = leavesBelow(tasks, list);
  return tasks.map((task) => {
    const calendar = network.calendars.get(task.calendarCode ?? network.calendar.code) ?? network.calendar;
    return planned.get(task.id) ?? summarise(task, below.get(task.id) ?? [], calendar);
  });
}

/** Years between the first and the last day that a calendar was asked for, as far as it does not know their holidays. */
function uncertainYears(
  { leaves, startsAt }: Network,
  early: readonly Early[],
  late: readonly (Late | null)[],
): number[] {
  const years = new Set<number>();
  leaves.forEach(({ calendar }, at) => {
    const [own, last] = [early[at], late[at] ?? null];
    if (own === undefined) return;
    const end = last === null ? own.finishAt : Math.max(own.finishAt, calendar.dayAt(last.to));
    for (let year = yearOfDay(Math.min(own.startAt, startsAt)); year <= yearOfDay(end - 1); year += 1)
      if (!calendar.isCertain(year)) years.add(year);
  });
  return [...years].sort((a, b) => a - b);
}
