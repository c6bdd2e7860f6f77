import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../contracts/calendars.ts';
import type { Link, Plan, PlannedTask, Task } from '../../contracts/schedules.ts';
import { dayOf, idlenessOf, idleSpans, textOf, weekdayOf, workedBetween } from './days.rules.ts';
import { linesOf } from './lines.rules.ts';
import { dayAt, spanOf, ticksOf, widthOf, xOf, type Scale } from './scale.rules.ts';
import { linkLines, linkShapes, rowShapes, type Shape } from './shapes.rules.ts';

const exception = { reason: null, source: '示例' };
const calendar: Calendar = {
  ...{ code: 'SITE', name: '施工日历', week: [true, true, true, true, true, false, false], publishedYears: null },
  exceptions: [
    { from: '2026-03-09', to: '2026-03-13', kind: 'holiday', name: '放假', ...exception },
    { from: '2026-03-11', to: '2026-03-11', kind: 'working', name: '调休', ...exception },
    { from: '2026-03-11', to: '2026-03-11', kind: 'stop', name: '重污染', ...exception, reason: 'pollution' },
    { from: '2026-03-07', to: '2026-03-07', kind: 'working', name: '调休', ...exception },
  ],
};

describe('days', () => {
  it('are numbers and back, Monday first', () => {
    expect([textOf(dayOf('2026-02-28') + 1), weekdayOf(dayOf('2026-03-02'))]).toEqual(['2026-03-01', 0]);
  });
  it('are idle by weekday, holiday and stop, worked in exchange, a stop before all', () => {
    const idle = idlenessOf(calendar);
    expect(workedBetween(idle, dayOf('2026-03-02'), dayOf('2026-03-16'))).toBe(7);
    expect(
      idleSpans(idle, dayOf('2026-03-07'), dayOf('2026-03-14')).map((s) => [textOf(s.from), textOf(s.to), s.kind]),
    ).toEqual([
      ...[
        ['2026-03-08', '2026-03-10', 'off'],
        ['2026-03-11', '2026-03-11', 'stop'],
        ['2026-03-12', '2026-03-14', 'off'],
      ],
    ]);
  });
});

const task = (id: number, part: Partial<Task> = {}): Task => ({
  ...{ id, wbs: String(id), parentId: null, name: `任务 ${id}`, kind: 'task', duration: 2, calendarCode: null },
  ...{ progress: '0', noEarlierThan: null, mustFinishBy: null, actualStart: null, actualFinish: null },
  ...{ orgCode: null, personId: null, note: '', ...part },
});
const planned = (taskId: number, start: string, finish: string, part: Partial<PlannedTask> = {}): PlannedTask => ({
  ...{ taskId, state: 'waiting', start, finish, lateStart: start, lateFinish: finish, duration: 2, remaining: 2 },
  ...{ progress: '0', totalFloat: 0, freeFloat: 0, critical: false, boundBy: 'start', drivingLinkIds: [] },
  ...{ violations: [], ...part },
});
const tasks = [
  task(1, { kind: 'summary' }),
  task(2, { parentId: 1 }),
  task(3, { parentId: 1, kind: 'milestone' }),
  task(4),
];
const plan: Plan = {
  ...{ start: '2026-03-02', finish: '2026-03-06', duration: 5, progress: '0', lateDays: null },
  ...{ criticalPath: [2, 4], uncertainYears: [] },
  tasks: [
    planned(1, '2026-03-02', '2026-03-04'),
    planned(2, '2026-03-02', '2026-03-03', { critical: true, progress: '50' }),
    planned(3, '2026-03-04', '2026-03-04', { totalFloat: 2, lateFinish: '2026-03-06' }),
    planned(4, '2026-03-05', '2026-03-06', { critical: true, drivingLinkIds: [1] }),
  ],
};
const links: Link[] = [
  { id: 1, fromId: 2, toId: 4, type: 'FS', lag: 1 },
  { id: 2, fromId: 3, toId: 2, type: 'SF', lag: 0 },
];
const scale: Scale = { from: dayOf('2026-03-01'), to: dayOf('2026-03-31'), dayWidth: 10 };
const look = { rowHeight: 30, barHeight: 12 };
const lines = linesOf({ content: { tasks }, plan, closed: new Set() });

describe('rows', () => {
  it('are those of open summaries, by their depth', () => {
    expect(lines.map(({ task: { id }, depth, isOpen }) => [id, depth, isOpen])).toEqual([
      ...[
        [1, 0, true],
        [2, 1, null],
        [3, 1, null],
        [4, 0, null],
      ],
    ]);
    expect(linesOf({ content: { tasks }, plan, closed: new Set([1]) }).map(({ task: { id } }) => id)).toEqual([1, 4]);
  });
  it('carry what was agreed, and what is kept only where a change moves it', () => {
    const agreed = [
      { taskId: 2, wbs: '2', name: '', kind: 'task' as const, start: '2026-03-01', finish: '2026-03-02', duration: 2 },
    ];
    const kept = {
      ...plan,
      tasks: plan.tasks.map((one) => (one.taskId === 4 ? { ...one, start: '2026-03-04' } : one)),
    };
    const told = linesOf({ content: { tasks }, plan, closed: new Set(), agreed, kept });
    expect(told.map((line) => [line.agreed !== null, line.kept !== null])).toEqual([
      ...[
        [false, false],
        [true, false],
        [false, false],
        [false, true],
      ],
    ]);
  });
});

describe('a scale', () => {
  it('places days, and finds them again', () => {
    expect([xOf(scale, dayOf('2026-03-03')), textOf(dayAt(scale, 29)), widthOf(scale)]).toEqual([
      20,
      '2026-03-03',
      310,
    ]);
  });
  it('has names as fine as there is room for', () => {
    const at = (dayWidth: number) => ticksOf({ ...scale, dayWidth });
    expect(
      at(28)
        .lower.slice(0, 2)
        .map(({ text }) => text),
    ).toEqual(['1', '2']);
    expect(
      at(9)
        .lower.slice(0, 2)
        .map(({ text }) => text),
    ).toEqual(['02-23', '03-02']);
    expect([at(3).upper[0]?.text, at(3).lower[0]?.text]).toEqual(['2026年', '3月']);
    expect(at(0.5).lower[0]?.text).toBe('1季度');
  });
  it('reaches over the plan, its deadline and what was agreed', () => {
    const frame = { startsOn: '2026-03-02', mustFinishBy: '2026-06-01', statusDay: null, calendarCode: 'SITE' };
    expect(spanOf(frame, [plan], ['2026-02-02']).map(textOf)).toEqual(['2026-01-26', '2026-06-22']);
  });
});

describe('shapes', () => {
  const shapesOf = (at: number, lateTo: number | null = null): Shape[] => {
    const line = lines[at];
    return line === undefined ? [] : rowShapes(line, at * look.rowHeight, scale, look, lateTo);
  };
  it('draw a critical bar with what is done of it', () => {
    const box = { x: 10, y: 38, w: 20, h: 12 };
    expect(shapesOf(1)).toEqual([
      { kind: 'box', ...box, fill: 'accD', edge: 'data2' },
      { kind: 'box', ...box, w: 10, fill: 'data2' },
    ]);
  });
  it('draw the float of what may slip, up to its latest finish', () => {
    expect(shapesOf(2, dayOf('2026-03-06'))[0]).toMatchObject({
      kind: 'path',
      points: [
        [42, 74],
        [60, 74],
      ],
    });
    expect(shapesOf(1, dayOf('2026-03-06'))).toHaveLength(2);
  });
  it('draw links from side to side, the driving ones of the critical path in its colour', () => {
    const drawn = linkLines(links, lines, plan).map((line) => linkShapes(line, lines, scale, look)[0]);
    expect(drawn).toMatchObject([
      {
        points: [
          [30, 44],
          [35, 44],
          [35, 104],
          [40, 104],
        ],
        edge: 'data2',
      },
      { edge: 't3', isThin: true },
    ]);
    expect(
      linkLines(
        links,
        lines.filter(({ task: { id } }) => id !== 4),
        plan,
      ).map(({ link }) => link.id),
    ).toEqual([2]);
  });
});
