import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Link, ScheduleContent, Task } from '../../../contracts/schedules.ts';
import { contentOf, FIRST_DAY, plannedOf, taskIn, taskOf } from '../../../tests/helpers/schedules.ts';
import { compileCalendar, type WorkingCalendar } from './calendar.rules.ts';
import { dayNumberOf, dayTextOf } from './days.rules.ts';
import { orderTasks } from './network.rules.ts';
import { planSchedule } from './schedule.rules.ts';
import { shippedCalendars } from './shipped/calendars.data.ts';

const compiled = new Map(shippedCalendars.map((calendar) => [calendar.code, compileCalendar(calendar)]));
const codes = [null, ...compiled.keys()];
const calendarOf = (content: ScheduleContent, task: Task): WorkingCalendar => {
  const found = compiled.get(task.calendarCode ?? content.frame.calendarCode);
  if (found === undefined) throw new Error('no calendar');
  return found;
};

interface Shape {
  readonly milestones?: boolean;
  readonly calendars?: boolean;
  readonly leastLag?: number;
}
/** Networks whose links lead from lower to higher places, told in any order. */
const someNetwork = ({ milestones = true, calendars = true, leastLag = -4 }: Shape): fc.Arbitrary<ScheduleContent> =>
  fc
    .integer({ min: 1, max: 14 })
    .chain((count) =>
      fc.tuple(
        fc.array(fc.tuple(fc.integer({ min: milestones ? 0 : 1, max: 9 }), fc.nat(calendars ? codes.length - 1 : 0)), {
          minLength: count,
          maxLength: count,
        }),
        fc.uniqueArray(
          fc.tuple(
            fc.nat(count - 1),
            fc.nat(count - 1),
            fc.constantFrom('FS', 'FS', 'SS', 'FF', 'SF' as const),
            fc.integer({ min: leastLag, max: 6 }),
          ),
          { maxLength: count * 2, selector: ([from, to, type]) => `${from} ${to} ${type}` },
        ),
        fc.infiniteStream(fc.nat()),
      ),
    )
    .map(([tasks, links, keys]) => {
      const rows = tasks.map(([duration, code], at) => taskOf(at + 1, duration, { calendarCode: codes[code] ?? null }));
      const forward = links.filter(([from, to]) => from < to);
      const content = contentOf(
        rows,
        forward.map(([from, to, type, lag]) => [from + 1, to + 1, type, lag]),
        { calendarCode: 'OFFICE', startsOn: '2026-01-27' },
      );
      return { ...content, tasks: shuffled(content.tasks, keys), links: shuffled(content.links, keys) };
    });

function shuffled<T>(all: readonly T[], keys: Iterator<number>): T[] {
  const keyed = all.map((one) => [Number(keys.next().value), one] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, one]) => one);
}

const withTask = (content: ScheduleContent, id: number, part: Partial<Task>): ScheduleContent => ({
  ...content,
  tasks: content.tasks.map((task) => (task.id === id ? { ...task, ...part } : task)),
});
const dates = (content: ScheduleContent) =>
  plannedOf(content)
    .tasks.map(({ taskId, start, finish, totalFloat, freeFloat, critical }) => ({
      ...{ taskId, start, finish, totalFloat, freeFloat, critical },
    }))
    .sort((a, b) => a.taskId - b.taskId);

/** What a link asks for, by how much it is kept: working days of the successor's calendar. Both must be tasks. */
function slackOf(content: ScheduleContent, link: Link): number {
  const plan = plannedOf(content);
  const [from, to] = [taskIn(plan, link.fromId), taskIn(plan, link.toId)];
  const successor = content.tasks.find(({ id }) => id === link.toId);
  if (successor === undefined) throw new Error('no successor');
  const { before } = calendarOf(content, successor);
  const source = link.type.startsWith('F') ? dayNumberOf(from.finish ?? '') + 1 : dayNumberOf(from.start ?? '');
  const target = link.type.endsWith('S') ? dayNumberOf(to.start ?? '') : dayNumberOf(to.finish ?? '') + 1;
  return before(target) - before(source) - link.lag;
}

describe('the order of tasks', () => {
  const someGraph = fc
    .integer({ min: 1, max: 12 })
    .chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.tuple(fc.integer({ min: 1, max: count }), fc.integer({ min: 1, max: count }))),
      ),
    );
  it('leads every link forward, or names a path of tasks that leads back to its beginning', () => {
    fc.assert(
      fc.property(someGraph, ([count, pairs]) => {
        const ids = Array.from({ length: count }, (_, at) => at + 1);
        const links = pairs.map(([fromId, toId]) => ({ fromId, toId }));
        const ordering = orderTasks(ids, links);
        if ('order' in ordering) {
          expect([...ordering.order].sort((a, b) => a - b)).toEqual(ids);
          const place = new Map(ordering.order.map((id, at) => [id, at]));
          for (const { fromId, toId } of links) expect(place.get(fromId)).toBeLessThan(place.get(toId) ?? -1);
          return;
        }
        const { cycle } = ordering;
        expect(new Set(cycle).size).toBe(cycle.length);
        cycle.forEach((fromId, at) => {
          expect(links).toContainEqual({ fromId, toId: cycle[(at + 1) % cycle.length] });
        });
      }),
      { numRuns: 300 },
    );
  });
  it('refuses a plan with a cycle and names it', () => {
    fc.assert(
      fc.property(someNetwork({}), (content) => {
        const [first] = content.links;
        fc.pre(first !== undefined);
        const back = { ...first, id: 999, fromId: first.toId, toId: first.fromId };
        const planning = planSchedule({ ...content, links: [...content.links, back] });
        const fault = 'faults' in planning ? planning.faults[0] : undefined;
        expect(fault?.code).toBe('cycle');
        expect(fault?.path?.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('any plan', () => {
  it('begins no task before what is before it allows, nor a day later than it must', () => {
    fc.assert(
      fc.property(someNetwork({ milestones: false }), (content) => {
        const plan = plannedOf(content);
        const slacks = new Map(content.links.map((link) => [link.id, slackOf(content, link)]));
        expect(content.links.filter(({ id }) => (slacks.get(id) ?? -1) < 0)).toEqual([]);
        for (const { taskId, start, boundBy, drivingLinkIds } of plan.tasks) {
          const task = content.tasks.find(({ id }) => id === taskId);
          if (task === undefined) throw new Error('no task');
          const { before } = calendarOf(content, task);
          const isAtStart = before(dayNumberOf(start ?? '')) === before(dayNumberOf(content.frame.startsOn));
          // Something holds it where it is, and what is told to hold it does.
          expect(boundBy === 'start').toBe(isAtStart);
          expect(isAtStart || drivingLinkIds.length > 0).toBe(true);
          for (const id of drivingLinkIds) expect(slacks.get(id)).toBe(0);
        }
      }),
    );
  });

  it('without a day to be kept has total >= free >= 0, and no float at its end', () => {
    fc.assert(
      fc.property(someNetwork({}), (content) => {
        const plan = plannedOf(content);
        for (const { totalFloat, freeFloat } of plan.tasks) {
          expect(freeFloat).toBeGreaterThanOrEqual(0);
          expect(totalFloat).toBeGreaterThanOrEqual(freeFloat ?? Infinity);
        }
        expect(plan.tasks.some(({ totalFloat }) => totalFloat === 0)).toBe(true);
      }),
    );
  });

  it('is not moved by a task that slips by its total float, and is by one day more', () => {
    fc.assert(
      fc.property(someNetwork({ milestones: false }), fc.nat(), (content, pick) => {
        const plan = plannedOf(content);
        const task = content.tasks[pick % content.tasks.length];
        if (task === undefined) throw new Error('no task');
        const { lateStart } = taskIn(plan, task.id);
        const calendar = calendarOf(content, task);
        const later = dayTextOf(calendar.dayAt(calendar.before(dayNumberOf(lateStart ?? '')) + 1));
        expect(plannedOf(withTask(content, task.id, { noEarlierThan: lateStart })).finish).toBe(plan.finish);
        const slipped = plannedOf(withTask(content, task.id, { noEarlierThan: later })).finish ?? '';
        expect(slipped > (plan.finish ?? '')).toBe(true);
      }),
    );
  });

  it('keeps every other task where it is when one slips by its free float', () => {
    fc.assert(
      fc.property(someNetwork({ milestones: false }), fc.nat(), (content, pick) => {
        const plan = plannedOf(content);
        const task = content.tasks[pick % content.tasks.length];
        if (task === undefined) throw new Error('no task');
        const { start, freeFloat } = taskIn(plan, task.id);
        const calendar = calendarOf(content, task);
        const later = calendar.dayAt(calendar.before(dayNumberOf(start ?? '')) + (freeFloat ?? 0));
        const slipped = plannedOf(withTask(content, task.id, { noEarlierThan: dayTextOf(later) }));
        for (const other of plan.tasks.filter(({ taskId }) => taskId !== task.id)) {
          const { start: from, finish } = taskIn(slipped, other.taskId);
          expect([other.taskId, from, finish]).toEqual([other.taskId, other.start, other.finish]);
        }
      }),
    );
  });

  it('has a critical path: driven link by link, from a task nothing holds to the end', () => {
    fc.assert(
      fc.property(someNetwork({}), (content) => {
        const plan = plannedOf(content);
        const path = plan.criticalPath.map((id) => taskIn(plan, id));
        expect(path.every(({ critical }) => critical)).toBe(true);
        expect(path[0]?.boundBy).toBe('start');
        expect(path.at(-1)?.finish).toBe(plan.finish);
        path.slice(1).forEach((task, at) => {
          const driving = content.links.filter(({ id }) => task.drivingLinkIds.includes(id));
          expect(driving.map(({ fromId }) => fromId)).toContain(path[at]?.taskId);
        });
        // With one calendar for all: every critical task lies on such a path, none has float.
        const one = plannedOf({ ...content, tasks: content.tasks.map((task) => ({ ...task, calendarCode: null })) });
        for (const { critical, totalFloat } of one.tasks) expect(critical).toBe(totalFloat === 0);
      }),
    );
  });

  it('comes out the same a second time, with its own days as the earliest, and in any order', () => {
    fc.assert(
      fc.property(someNetwork({}), (content) => {
        const plan = plannedOf(content);
        const pinned = content.tasks.map((task) => ({ ...task, noEarlierThan: taskIn(plan, task.id).start }));
        expect(dates({ ...content, tasks: pinned })).toEqual(dates(content));
        const reversed = { ...content, tasks: content.tasks.toReversed(), links: content.links.toReversed() };
        expect(dates(reversed)).toEqual(dates(content));
        expect(plannedOf(reversed).criticalPath).toEqual(plan.criticalPath);
      }),
    );
  });

  it('becomes earlier by no link more, whatever its lag', () => {
    fc.assert(
      fc.property(
        someNetwork({}),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('FS', 'SS', 'FF', 'SF' as const),
        fc.integer({ min: -3, max: 9 }),
        (content, a, b, type, lag) => {
          const count = content.tasks.length;
          const [fromId, toId] = [Math.min(a % count, b % count) + 1, Math.max(a % count, b % count) + 1];
          fc.pre(fromId !== toId);
          fc.pre(!content.links.some((one) => one.fromId === fromId && one.toId === toId && one.type === type));
          const more = { ...content, links: [...content.links, { id: 999, fromId, toId, type, lag }] };
          const [before, after] = [plannedOf(content), plannedOf(more)];
          expect((after.finish ?? '') >= (before.finish ?? '')).toBe(true);
          for (const { taskId, start } of before.tasks)
            expect((taskIn(after, taskId).start ?? '') >= (start ?? '')).toBe(true);
        },
      ),
    );
  });

  it('stays as it is while everything happens as planned', () => {
    fc.assert(
      fc.property(someNetwork({ milestones: false }), fc.nat(40), (content, passed) => {
        const plan = plannedOf(content);
        const status = dayNumberOf(content.frame.startsOn) + passed;
        const tasks = content.tasks.map((task) => {
          const { start, finish } = taskIn(plan, task.id);
          if (dayNumberOf(start ?? '') > status) return task;
          if (dayNumberOf(finish ?? '') <= status)
            return { ...task, progress: '100', actualStart: start, actualFinish: finish };
          const { before } = calendarOf(content, task);
          const worked = before(status + 1) - before(dayNumberOf(start ?? ''));
          const hundredths = Math.ceil((worked * 10_000) / task.duration);
          return { ...task, progress: String(hundredths / 100), actualStart: start };
        });
        const today = plannedOf({ ...content, tasks, frame: { ...content.frame, statusDay: dayTextOf(status) } });
        for (const { taskId, start, finish } of plan.tasks) {
          const now = taskIn(today, taskId);
          expect([taskId, now.start, now.finish, now.violations]).toEqual([taskId, start, finish, []]);
        }
      }),
    );
  });

  it('has float below zero exactly where the day to be kept is before the earliest end', () => {
    fc.assert(
      fc.property(someNetwork({ calendars: false }), fc.integer({ min: -5, max: 5 }), (content, days) => {
        const { finish } = plannedOf(content);
        const calendar = compiled.get('OFFICE');
        if (calendar === undefined) throw new Error('no calendar');
        const due = calendar.dayAt(calendar.before(dayNumberOf(finish ?? FIRST_DAY)) + days);
        const plan = plannedOf({ ...content, frame: { ...content.frame, mustFinishBy: dayTextOf(due) } });
        const least = Math.min(...plan.tasks.map(({ totalFloat }) => totalFloat ?? Infinity));
        expect(least).toBe(Math.min(0, days));
        expect(plan.lateDays).toBe(days === 0 ? 0 : -days);
      }),
    );
  });
});
