import type { PlannedTask, Task, TaskState } from '../../../contracts/schedules.ts';
import type { WorkingCalendar } from './calendar.rules.ts';
import { dayNumberOf } from './days.rules.ts';
import { hundredthsOf } from './leaves.rules.ts';

/** `6250` as `62.5`. */
export const percentOf = (hundredths: number): string => String(hundredths / 100);

/** A leaf as it is said and as it is planned. */
export interface PlannedLeaf {
  readonly task: Task;
  readonly planned: PlannedTask;
}

/** Progress of several together: each weighs its working days; of milestones alone, how many are reached. */
export function progressOf(leaves: readonly PlannedLeaf[]): string {
  const days = leaves.reduce((sum, { task }) => sum + task.duration, 0);
  if (days === 0) {
    const reached = leaves.filter(({ planned }) => planned.state === 'done').length;
    return percentOf(leaves.length === 0 ? 0 : Math.round((reached * 10_000) / leaves.length));
  }
  // Whole numbers below 2^53: the quotient is rounded once.
  const earned = leaves.reduce((sum, { task, planned }) => sum + task.duration * hundredthsOf(planned.progress), 0);
  return percentOf(Math.round(earned / days));
}

const stateOf = (leaves: readonly PlannedTask[]): TaskState => {
  if (leaves.length > 0 && leaves.every(({ state }) => state === 'done')) return 'done';
  return leaves.every(({ state }) => state === 'waiting') ? 'waiting' : 'running';
};

const pick = (days: readonly (string | null)[], isBetter: (a: string, b: string) => boolean): string | null =>
  days.reduce((best, day) => (day !== null && (best === null || isBetter(day, best)) ? day : best), null);
export const earliest = (days: readonly (string | null)[]): string | null => pick(days, (a, b) => a < b);
export const latest = (days: readonly (string | null)[]): string | null => pick(days, (a, b) => a > b);

/** Working days from the first to the last day, both included. */
export const lengthOf = (calendar: WorkingCalendar, start: string | null, finish: string | null): number =>
  start === null || finish === null
    ? 0
    : calendar.before(dayNumberOf(finish) + 1) - calendar.before(dayNumberOf(start));

/** The leaves below each summary, however deep. */
export function leavesBelow(tasks: readonly Task[], leaves: readonly PlannedLeaf[]): Map<number, PlannedLeaf[]> {
  const parents = new Map(tasks.map(({ id, parentId }) => [id, parentId]));
  const found = new Map<number, PlannedLeaf[]>();
  for (const leaf of leaves) {
    for (let at = leaf.task.parentId; at !== null; at = parents.get(at) ?? null) {
      const below = found.get(at);
      if (below === undefined) found.set(at, [leaf]);
      else below.push(leaf);
    }
  }
  return found;
}

/** A summary spans what stands below it. */
export function summarise(task: Task, below: readonly PlannedLeaf[], calendar: WorkingCalendar): PlannedTask {
  const leaves = below.map(({ planned }) => planned);
  const start = earliest(leaves.map((leaf) => leaf.start));
  const finish = latest(leaves.map((leaf) => leaf.finish));
  const floats = leaves.flatMap(({ totalFloat }) => (totalFloat === null ? [] : [totalFloat]));
  const late = task.mustFinishBy === null || finish === null ? 0 : lateBy(calendar, finish, task.mustFinishBy);
  return {
    taskId: task.id,
    state: stateOf(leaves),
    ...{ start, finish },
    lateStart: earliest(leaves.map(({ lateStart }) => lateStart)),
    lateFinish: latest(leaves.map(({ lateFinish }) => lateFinish)),
    duration: lengthOf(calendar, start, finish),
    remaining: null,
    progress: progressOf(below),
    totalFloat: floats.length === 0 ? null : floats.reduce((least, one) => Math.min(least, one)),
    freeFloat: null,
    critical: leaves.some(({ critical }) => critical),
    boundBy: null,
    drivingLinkIds: [],
    violations: late > 0 ? [{ code: 'finish-after-deadline', days: late, linkId: null }] : [],
  };
}

/** Working days by which `finish` is after `deadline`; below zero: before it. */
export const lateBy = (calendar: WorkingCalendar, finish: string, deadline: string): number =>
  calendar.before(dayNumberOf(finish) + 1) - calendar.before(dayNumberOf(deadline) + 1);
