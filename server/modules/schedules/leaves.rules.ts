import type { Link, ScheduleContent, Task } from '../../../contracts/schedules.ts';
import { compileCalendar, type WorkingCalendar } from './calendar.rules.ts';
import { dayNumberOf, type DayNumber } from './days.rules.ts';
import { orderTasks } from './network.rules.ts';

/**
 * An instant of a schedule is the beginning of a day: a task that is worked from Monday to Friday begins at Monday and ends
 * at Saturday. So that what follows it may begin at Saturday, and does where its calendar works then.
 */
export type DayStart = DayNumber;

/** A link between two places in the order. */
export interface Arrow {
  readonly link: Link;
  readonly from: number;
  readonly to: number;
}

/** A task that is worked, or a milestone, as the passes see it. Working days are numbers of its own calendar. */
export interface Leaf {
  readonly task: Task;
  readonly calendar: WorkingCalendar;
  readonly isMilestone: boolean;
  /** The day on which it began, or was reached. */
  readonly begunAt: DayStart | null;
  /** The last day on which it was worked. */
  readonly endedOn: DayNumber | null;
  /** Working days still to be worked. */
  readonly work: number;
  readonly notBefore: DayNumber | null;
  /** The last day on which it may end: its own, or of a summary above it. */
  readonly deadline: DayNumber | null;
  readonly incoming: Arrow[];
  readonly outgoing: Arrow[];
}

export interface Network {
  /** Every link leads to a later one. */
  readonly leaves: readonly Leaf[];
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly startsAt: DayStart;
  /** The first instant of which nothing is known yet. */
  readonly statusAt: DayStart | null;
  readonly mustFinishBy: DayNumber | null;
  readonly calendar: WorkingCalendar;
}

const HUNDREDTHS = 10_000;
/** `62.5` as 6250: a percentage counts exactly. */
export const hundredthsOf = (percent: string): number => Math.round(Number(percent) * 100);

/** What is left of a task, rounded up: a day that has begun is not worked yet. */
const remainingOf = (duration: number, progress: string): number =>
  Math.ceil((duration * (HUNDREDTHS - hundredthsOf(progress))) / HUNDREDTHS);

const workOf = ({ kind, duration, progress, actualStart, actualFinish }: Task): number => {
  if (kind === 'milestone' || actualFinish !== null) return 0;
  return actualStart === null ? duration : remainingOf(duration, progress);
};

const dayOrNull = (day: string | null): DayNumber | null => (day === null ? null : dayNumberOf(day));

/** The task with the summaries above it. */
function* upwards(task: Task, byId: ReadonlyMap<number, Task>): Generator<Task> {
  for (let at: Task | undefined = task; at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId))
    yield at;
}

function leafOf(task: Task, byId: ReadonlyMap<number, Task>, calendar: WorkingCalendar): Leaf {
  const isMilestone = task.kind === 'milestone';
  let notBefore: string | null = null;
  let deadline: string | null = null;
  for (const { noEarlierThan, mustFinishBy } of upwards(task, byId)) {
    if (noEarlierThan !== null && (notBefore === null || noEarlierThan > notBefore)) notBefore = noEarlierThan;
    if (mustFinishBy !== null && (deadline === null || mustFinishBy < deadline)) deadline = mustFinishBy;
  }
  return {
    ...{ task, calendar, isMilestone },
    begunAt: dayOrNull(task.actualStart ?? task.actualFinish),
    endedOn: dayOrNull(task.actualFinish),
    work: workOf(task),
    notBefore: dayOrNull(notBefore),
    deadline: dayOrNull(deadline),
    incoming: [],
    outgoing: [],
  };
}

/** A checked schedule as the passes walk it: its leaves in order, each with its links. */
export function layNetwork({ frame, tasks, links, calendars }: ScheduleContent): Network {
  const compiled = new Map(calendars.map((calendar) => [calendar.code, compileCalendar(calendar)]));
  const calendarOf = (code: string): WorkingCalendar => {
    const found = compiled.get(code);
    if (found === undefined) throw new RangeError(`no calendar ${code}`);
    return found;
  };
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const worked = tasks.filter(({ kind }) => kind !== 'summary');
  const ordering = orderTasks(
    worked.map(({ id }) => id),
    links,
  );
  if ('cycle' in ordering) throw new RangeError(`links lead in a circle: ${ordering.cycle.join(', ')}`);
  const leaves = ordering.order.flatMap((id) => {
    const task = byId.get(id);
    return task === undefined ? [] : [leafOf(task, byId, calendarOf(task.calendarCode ?? frame.calendarCode))];
  });
  const placeOf = new Map(ordering.order.map((id, place) => [id, place]));
  for (const link of links) {
    const arrow = { link, from: placeOf.get(link.fromId) ?? NaN, to: placeOf.get(link.toId) ?? NaN };
    leaves[arrow.from]?.outgoing.push(arrow);
    leaves[arrow.to]?.incoming.push(arrow);
  }
  const status = dayOrNull(frame.statusDay);
  return {
    ...{ leaves, calendars: compiled, calendar: calendarOf(frame.calendarCode) },
    startsAt: dayNumberOf(frame.startsOn),
    statusAt: status === null ? null : status + 1,
    mustFinishBy: dayOrNull(frame.mustFinishBy),
  };
}
