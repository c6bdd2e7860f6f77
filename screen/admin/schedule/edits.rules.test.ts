import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../contracts/calendars.ts';
import type { PlannedTask, ScheduleContent, Task } from '../../../contracts/schedules.ts';
import { dayOf, idlenessOf } from '../../gantt/days.rules.ts';
import {
  addTask,
  editsOf,
  lengthenTask,
  linkTasks,
  moveBelow,
  moveTask,
  nextWbs,
  noHistory,
  redo,
  resizeTask,
  undo,
  withAct,
} from './edits.rules.ts';

const week: Calendar = {
  ...{
    code: 'OFFICE',
    name: '',
    week: [true, true, true, true, true, false, false],
    exceptions: [],
    publishedYears: null,
  },
};
const task = (id: number, part: Partial<Task> = {}): Task => ({
  ...{ id, wbs: String(id), parentId: null, name: '', kind: 'task', duration: 5, calendarCode: null, progress: '0' },
  ...{ noEarlierThan: null, mustFinishBy: null, actualStart: null, actualFinish: null, orgCode: null, personId: null },
  ...{ note: '', ...part },
});
const planned = (part: Partial<PlannedTask> = {}): PlannedTask => ({
  ...{ taskId: 1, state: 'waiting', start: '2026-03-02', finish: '2026-03-06', lateStart: null, lateFinish: null },
  ...{ duration: 5, remaining: 5, progress: '0', totalFloat: 0, freeFloat: 0, critical: true, boundBy: 'start' },
  ...{ drivingLinkIds: [], violations: [], ...part },
});
const content: ScheduleContent = {
  frame: { startsOn: '2026-03-02', mustFinishBy: null, statusDay: null, calendarCode: 'OFFICE' },
  tasks: [
    task(1, { kind: 'summary', duration: 0 }),
    task(2, { wbs: '1.9', parentId: 1 }),
    task(3, { wbs: '3' }),
    task(4, { wbs: '4', kind: 'summary' }),
  ],
  links: [{ id: 7, fromId: 2, toId: 3, type: 'FS', lag: 0 }],
  calendars: [week],
};
const [summary, inner, single, other] = content.tasks as [Task, Task, Task, Task];

describe('a history', () => {
  it('goes back and forth, and forgets what was undone when something else is done', () => {
    const [a, b, c] = [1, 2, 3].map((id) => [{ kind: 'remove-task' as const, taskId: id }]);
    const two = withAct(withAct(noHistory, a ?? []), b ?? []);
    expect(editsOf(undo(two))).toEqual(a);
    expect(redo(undo(two))).toEqual(two);
    expect(editsOf(redo(withAct(undo(two), c ?? [])))).toEqual([...(a ?? []), ...(c ?? [])]);
    expect(undo(noHistory)).toEqual(noHistory);
  });
});

describe('a bar', () => {
  const to = dayOf('2026-03-10');
  it('dropped elsewhere begins no earlier than there, and at the first day whenever it can', () => {
    expect(moveTask(single, planned(), to, '2026-03-02')).toMatchObject([{ task: { noEarlierThan: '2026-03-10' } }]);
    const back = moveTask(
      { ...single, noEarlierThan: '2026-03-10' },
      planned({ start: '2026-03-10' }),
      dayOf('2026-03-01'),
      '2026-03-02',
    );
    expect(back).toMatchObject([{ task: { noEarlierThan: null } }]);
    expect(moveTask(single, planned({ state: 'running' }), to, '2026-03-02')).toBeNull();
    expect(moveTask(summary, planned(), to, '2026-03-02')).toBeNull();
  });
  it('drawn out takes the working days up to there, at least one', () => {
    const idle = idlenessOf(week);
    expect(resizeTask(single, planned(), to, idle)).toMatchObject([{ task: { duration: 7 } }]);
    expect(resizeTask(single, planned(), dayOf('2026-02-20'), idle)).toMatchObject([{ task: { duration: 1 } }]);
    expect(resizeTask(single, planned(), dayOf('2026-03-08'), idle)).toBeNull();
    expect(lengthenTask({ ...single, duration: 1 }, planned(), -1)).toBeNull();
  });
});

describe('a link', () => {
  it('is drawn once, between two that are worked', () => {
    expect(linkTasks(content, 3, 2, 'SS', 2)).toEqual([
      { kind: 'put-link', link: { id: -1, fromId: 3, toId: 2, type: 'SS', lag: 2 } },
    ]);
    for (const [from, to] of [
      [2, 3],
      [2, 2],
      [2, 1],
      [2, 99],
    ] as const)
      expect(linkTasks(content, from, to, 'FS')).toBeNull();
  });
});

describe('the breakdown', () => {
  it('numbers what is new after the last beside it', () => {
    expect([nextWbs(content, summary), nextWbs(content, null), nextWbs(content, other)]).toEqual(['1.10', '5', '4.1']);
    expect(addTask(content, 'task', '新任务', inner)).toMatchObject({ id: -1, wbs: '1.10', parentId: 1, duration: 5 });
    expect(addTask(content, 'milestone', '新', null)).toMatchObject({ wbs: '5', parentId: null, duration: 0 });
  });
  it('takes a summary with all below it elsewhere, but not into itself', () => {
    const moved = moveBelow(content, summary, other);
    expect(moved?.map((edit) => edit.kind === 'put-task' && [edit.task.wbs, edit.task.parentId])).toEqual([
      ...[
        ['4.1', 4],
        ['4.1.9', 1],
      ],
    ]);
    expect(
      moveBelow({ ...content, tasks: [...content.tasks, task(5, { kind: 'summary', parentId: 1 })] }, summary, task(5)),
    ).toBeNull();
    expect(moveBelow(content, inner, summary)).toBeNull();
  });
});
