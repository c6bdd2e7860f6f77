/**
 * `bench:schedule`: a schedule of 2,000 tasks and 4,000 links planned anew after a change, checks, summaries, floats and
 * the critical path included; and the same as a what-if draft, which is two plans and their difference. Links of all four
 * types with lags, three calendars with public holidays and two stops, a third of the tasks begun or done.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { CalendarException } from '../contracts/calendars.ts';
import type { LinkType, ScheduleContent, Task } from '../contracts/schedules.ts';
import { dayNumberOf, dayTextOf } from '../server/modules/schedules/days.rules.ts';
import { tryEdits } from '../server/modules/schedules/draft.rules.ts';
import { shippedCalendars } from '../server/modules/schedules/shipped/calendars.data.ts';
import { contentOf, plannedOf, taskOf, type ShortLink } from '../tests/helpers/schedules.ts';
import { percentile, report, round, run } from './parts/report.ts';

/** `node dist/bench/schedule.js 5000 12000`: other numbers of tasks and of links. */
const [TASKS = 2000, LINKS = 4000] = process.argv.slice(2).map(Number);
const SUMMARIES = 100;
const RUNS = 200;
const WARM_UP = 20;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const generator = xoroshiro128plus(20261125);
const below = (most: number): number => Math.floor(uniformFloat64(generator) * most);
const oneOf = <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];

const stops: CalendarException[] = [
  { from: '2026-06-07', to: '2026-06-09', kind: 'stop', reason: 'exam', name: '高考', source: 'bench' },
  { from: '2026-07-10', to: '2026-07-16', kind: 'stop', reason: 'flood', name: '汛期', source: 'bench' },
];
const calendars = shippedCalendars.map((calendar) =>
  calendar.code === 'SITE' ? { ...calendar, exceptions: [...calendar.exceptions, ...stops] } : calendar,
);

/** Each task follows one of the sixty before it; the other links are spread as they fall. */
function someLinks(): ShortLink[] {
  const links = new Map<string, ShortLink>();
  const add = (to: number): void => {
    const from = to - 1 - below(Math.min(60, to - 1));
    const type = oneOf<LinkType>(['FS', 'FS', 'FS', 'FS', 'FS', 'SS', 'SS', 'FF', 'FF', 'SF']);
    links.set(`${from} ${to} ${type}`, [from, to, type, oneOf([0, 0, 0, 0, 1, 2, 5, -1])]);
  };
  for (const place of range(TASKS - 20)) add(place + 21);
  while (links.size < LINKS) add(2 + below(TASKS - 1));
  return [...links.values()];
}

function someSchedule(): ScheduleContent {
  const summaries = range(SUMMARIES).map((n) => taskOf(TASKS + n + 1, 0, { kind: 'summary' }));
  const tasks = range(TASKS).map((n) =>
    taskOf(n + 1, n % 25 === 24 ? 0 : 1 + below(20), {
      parentId: TASKS + 1 + (n % SUMMARIES),
      calendarCode: oneOf([null, 'OFFICE', 'SITE', 'EVERY-DAY']),
      mustFinishBy: n % 50 === 7 ? '2027-12-31' : null,
    }),
  );
  return contentOf([...summaries, ...tasks], someLinks(), { startsOn: '2026-01-05', calendarCode: 'SITE' }, calendars);
}

/** Everything up to a day of the first third happened as planned. */
function underWay(content: ScheduleContent): ScheduleContent {
  const planned = new Map(plannedOf(content).tasks.map((task) => [task.taskId, task]));
  const starts = [...planned.values()].map(({ start }) => start ?? '').sort();
  const statusDay = starts[Math.floor(starts.length / 3)] ?? '';
  const tasks = content.tasks.map((task): Task => {
    const { start, finish } = planned.get(task.id) ?? { start: null, finish: null };
    if (task.kind === 'summary' || start === null || finish === null || start > statusDay) return task;
    if (finish <= statusDay) return { ...task, progress: '100', actualStart: start, actualFinish: finish };
    return { ...task, progress: '50', actualStart: start };
  });
  return { ...content, tasks, frame: { ...content.frame, statusDay } };
}

/** Another day later for a task that has not begun. */
const slip = (task: Task, at: number): Task => ({
  ...task,
  noEarlierThan: dayTextOf(dayNumberOf('2027-01-04') + (at % 30)),
});

run(async () => {
  const content = underWay(someSchedule());
  const waiting = content.tasks.filter(({ kind, actualStart }) => kind === 'task' && actualStart === null);
  const takes: Record<'plan' | 'draft', number[]> = { plan: [], draft: [] };
  let critical = 0;
  for (const at of range(RUNS + WARM_UP)) {
    const task = waiting[(at * 37) % waiting.length];
    if (task === undefined) throw new Error('nothing waits');
    const edited = slip(task, at);
    const tasks = content.tasks.map((one) => (one === task ? edited : one));
    const beganAt = performance.now();
    const plan = plannedOf({ ...content, tasks });
    const plannedAt = performance.now();
    const draft = tryEdits(content, [{ kind: 'put-task', task: edited }]);
    const draftedAt = performance.now();
    if ('faults' in draft || draft.outcome.after.finish !== plan.finish) throw new Error('draft and plan differ');
    critical = plan.criticalPath.length;
    if (at < WARM_UP) continue;
    takes.plan.push(plannedAt - beganAt);
    takes.draft.push(draftedAt - plannedAt);
  }
  const facts = { tasks: TASKS, links: content.links.length, summaries: SUMMARIES, critical, runs: RUNS };
  for (const what of ['plan', 'draft'] as const) {
    const median = round(percentile(takes[what], 0.5), 1);
    report('schedule', { what, medianMs: median, p95Ms: percentile(takes[what], 0.95), ...facts, goalMs: 50 });
  }
});
