import type { Calendar } from '../../../contracts/calendars.ts';
import type { Link, ScheduleContent, ScheduleFault, ScheduleFaultCode, Task } from '../../../contracts/schedules.ts';
import { isDay } from './days.rules.ts';
import { orderTasks } from './network.rules.ts';

const fault = (code: ScheduleFaultCode, place: Partial<ScheduleFault> = {}): ScheduleFault => ({
  code,
  taskId: null,
  linkId: null,
  path: null,
  found: null,
  ...place,
});

/** Everything that keeps a plan from being computed: calendars, tasks, links, then a cycle where all else is in order. */
export function checkSchedule({ frame, tasks, links, calendars }: ScheduleContent): ScheduleFault[] {
  const known = new Set(calendars.map(({ code }) => code));
  const faults = [
    ...unknownDays([frame.startsOn, frame.mustFinishBy, frame.statusDay], null),
    ...(known.has(frame.calendarCode) ? [] : [fault('calendar-unknown', { found: frame.calendarCode })]),
    ...calendars.flatMap(calendarFaults),
    ...repeated(tasks, ({ id }) => String(id)).map(({ id }) => fault('task-twice', { taskId: id })),
    ...repeated(tasks, ({ wbs }) => wbs).map(({ id, wbs }) => fault('wbs-twice', { taskId: id, found: wbs })),
    ...tasks.flatMap((task) => [...taskFaults(task, frame.statusDay), ...calendarOf(task, known)]),
    ...parentFaults(tasks),
    ...linkFaults(tasks, links),
  ];
  if (faults.length > 0) return faults;
  const ordering = orderTasks(
    tasks.map(({ id }) => id),
    links,
  );
  return 'order' in ordering ? [] : [fault('cycle', { path: [...ordering.cycle] })];
}

const unknownDays = (days: readonly (string | null)[], taskId: number | null): ScheduleFault[] =>
  days.flatMap((day) => (day === null || isDay(day) ? [] : [fault('day-unknown', { taskId, found: day })]));

function calendarFaults({ code, week, exceptions }: Calendar): ScheduleFault[] {
  return [
    ...(week.includes(true) ? [] : [fault('calendar-without-working-day', { found: code })]),
    ...exceptions.flatMap(({ from, to }) => [
      ...unknownDays([from, to], null),
      ...(to < from ? [fault('exception-reversed', { found: `${code} ${from}` })] : []),
    ]),
  ];
}

const calendarOf = ({ id, calendarCode }: Task, known: ReadonlySet<string>): ScheduleFault[] =>
  calendarCode === null || known.has(calendarCode)
    ? []
    : [fault('calendar-unknown', { taskId: id, found: calendarCode })];

/** Those whose key an earlier one has too. */
function repeated<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => seen.size === seen.add(keyOf(one)).size);
}

function taskFaults(task: Task, statusDay: string | null): ScheduleFault[] {
  const { id, kind, duration, progress, actualStart, actualFinish } = task;
  const days = unknownDays([task.noEarlierThan, task.mustFinishBy, actualStart, actualFinish], id);
  if (kind === 'summary') return days;
  const found = (code: ScheduleFaultCode, is: boolean): ScheduleFault[] => (is ? [fault(code, { taskId: id })] : []);
  const latest = [actualStart, actualFinish].reduce((a, b) => ((b ?? '') > (a ?? '') ? b : a));
  const isWhole = Number(progress) === 100;
  return [
    ...days,
    ...found('duration-missing', kind === 'task' && duration === 0),
    ...found('duration-not-empty', kind === 'milestone' && duration > 0),
    ...found('milestone-actuals-differ', kind === 'milestone' && actualStart !== null && actualStart !== actualFinish),
    ...found(
      'actual-start-missing',
      kind === 'task' && actualStart === null && (Number(progress) > 0 || actualFinish !== null),
    ),
    ...found('actual-finish-missing', isWhole && actualFinish === null),
    ...found('actuals-reversed', actualStart !== null && actualFinish !== null && actualFinish < actualStart),
    ...found('actual-after-status', latest !== null && statusDay !== null && latest > statusDay),
  ];
}

function parentFaults(tasks: readonly Task[]): ScheduleFault[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const faults = tasks.flatMap(({ id, parentId }) => {
    if (parentId === null) return [];
    const parent = byId.get(parentId);
    if (parent === undefined) return [fault('parent-unknown', { taskId: id, found: String(parentId) })];
    return parent.kind === 'summary' ? [] : [fault('parent-not-summary', { taskId: id, found: parent.wbs })];
  });
  const upwards = tasks.flatMap(({ id, parentId }) => (parentId === null ? [] : [{ fromId: id, toId: parentId }]));
  const ordering = orderTasks([...byId.keys()], upwards);
  return 'order' in ordering ? faults : [...faults, fault('parent-cycle', { path: [...ordering.cycle] })];
}

function linkFaults(tasks: readonly Task[], links: readonly Link[]): ScheduleFault[] {
  const kinds = new Map(tasks.map(({ id, kind }) => [id, kind]));
  const wrong = links.flatMap(({ id, fromId, toId }) => {
    const ends = [fromId, toId];
    const unknown = ends.find((end) => !kinds.has(end));
    if (unknown !== undefined) return [fault('link-to-nothing', { linkId: id, found: String(unknown) })];
    const summary = ends.find((end) => kinds.get(end) === 'summary');
    return summary === undefined ? [] : [fault('link-on-summary', { linkId: id, taskId: summary })];
  });
  const twice = repeated(links, ({ fromId, toId, type }) => `${fromId} ${toId} ${type}`);
  return [...wrong, ...twice.map(({ id, toId }) => fault('link-twice', { linkId: id, taskId: toId }))];
}
