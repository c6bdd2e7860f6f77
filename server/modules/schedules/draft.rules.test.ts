import { describe, expect, it } from 'vitest';
import type { ScheduleEdit } from '../../../contracts/schedules.ts';
import { contentOf, plannedOf, taskIn, taskOf } from '../../../tests/helpers/schedules.ts';
import { baselineOf, comparePlans } from './difference.rules.ts';
import { applyEdits, tryEdits } from './draft.rules.ts';

const office = { calendarCode: 'OFFICE' };
const content = contentOf(
  [taskOf(1, 5), taskOf(2, 3), taskOf(3, 0, { kind: 'summary' }), taskOf(4, 2, { parentId: 3 })],
  [
    [1, 2],
    [2, 4],
  ],
  office,
);
const baseline = baselineOf(content.tasks, plannedOf(content));

describe('a baseline against today', () => {
  const today = (tasks = content.tasks) => {
    const now = { ...content, tasks, links: content.links.filter(({ toId }) => tasks.some(({ id }) => id === toId)) };
    return comparePlans(baseline, baselineOf(tasks, plannedOf(now)), now);
  };
  it('is no difference where nothing changed', () => {
    expect(today()).toMatchObject({ startShift: 0, finishShift: 0, added: 0, removed: 0, moved: 0 });
    expect(today().tasks.every(({ kind }) => kind === 'kept')).toBe(true);
  });
  it('tells shifts in working days, later above zero', () => {
    const longer = content.tasks.map((task) => (task.id === 1 ? { ...task, duration: 7 } : task));
    // The finish goes from Friday 13 to Tuesday 17 March: two working days.
    expect(today(longer)).toMatchObject({ startShift: 0, finishShift: 2, moved: 4 });
    expect(today(longer).tasks[0]).toMatchObject({ kind: 'moved', startShift: 0, finishShift: 2, durationChange: 2 });
    expect(today(longer).tasks[1]).toMatchObject({ kind: 'moved', startShift: 2, finishShift: 2, durationChange: 0 });
  });
  it('tells what was added and what is gone', () => {
    const other = [...content.tasks.filter(({ id }) => id !== 4), taskOf(5, 1)];
    const difference = today(other);
    expect(difference).toMatchObject({ added: 1, removed: 1 });
    expect(difference.tasks.map(({ taskId, kind }) => [taskId, kind])).toEqual([
      ...[
        [1, 'kept'],
        [2, 'kept'],
        [3, 'moved'],
        [5, 'added'],
        [4, 'removed'],
      ],
    ]);
    expect(difference.tasks.at(-1)).toMatchObject({ after: null, startShift: null, finishShift: null });
  });
});

describe('a draft', () => {
  it('shows the plan before, after, and what moved, and leaves the schedule alone', () => {
    const asItWas = structuredClone(content);
    const stop: ScheduleEdit = {
      ...{ kind: 'add-exception', calendarCode: 'OFFICE' },
      exception: {
        ...{ from: '2026-03-04', to: '2026-03-05', kind: 'stop', reason: 'pollution', name: '重污染红色预警' },
        source: '示例通知',
      },
    };
    const draft = tryEdits(content, [
      stop,
      { kind: 'put-link', link: { id: 1, fromId: 1, toId: 2, type: 'FS', lag: 1 } },
    ]);
    if ('faults' in draft) throw new Error('refused');
    const { before, after, difference } = draft.outcome;
    expect([before.finish, after.finish]).toEqual(['2026-03-13', '2026-03-18']);
    expect(difference).toMatchObject({ finishShift: 3, moved: 4 });
    expect(content).toEqual(asItWas);
  });
  it('takes a task with all below it and every link on it', () => {
    const applied = applyEdits(content, [{ kind: 'remove-task', taskId: 3 }]);
    if ('faults' in applied) throw new Error('refused');
    expect(applied.content.tasks.map(({ id }) => id)).toEqual([1, 2]);
    expect(applied.content.links.map(({ id }) => id)).toEqual([1]);
  });
  it('adds and replaces tasks, links and the frame', () => {
    const draft = tryEdits(content, [
      { kind: 'put-task', task: taskOf(-1, 4, { wbs: '5' }) },
      { kind: 'put-link', link: { id: -1, fromId: 4, toId: -1, type: 'FS', lag: 0 } },
      { kind: 'put-task', task: taskOf(2, 1) },
      { kind: 'remove-link', linkId: 1 },
      { kind: 'put-frame', frame: { ...content.frame, startsOn: '2026-03-09' } },
    ]);
    if ('faults' in draft) throw new Error('refused');
    expect(taskIn(draft.outcome.after, -1)).toMatchObject({ start: '2026-03-12', finish: '2026-03-17' });
    expect(draft.outcome.difference).toMatchObject({ added: 1, startShift: 5 });
  });
  it('tells what an edit speaks of that is not there, and what it would break', () => {
    const codes = (edit: ScheduleEdit) => {
      const draft = tryEdits(content, [edit]);
      return 'faults' in draft ? draft.faults.map(({ code }) => code) : [];
    };
    expect(codes({ kind: 'remove-task', taskId: 77 })).toEqual(['task-unknown']);
    expect(codes({ kind: 'remove-link', linkId: 77 })).toEqual(['link-unknown']);
    expect(codes({ kind: 'put-link', link: { id: 9, fromId: 4, toId: 1, type: 'FS', lag: 0 } })).toEqual(['cycle']);
    const exception = {
      ...{ from: '2026-03-04', to: '2026-03-05', kind: 'stop' as const, reason: 'exam' as const },
      ...{ name: '高考', source: '示例' },
    };
    expect(codes({ kind: 'add-exception', calendarCode: 'MOON', exception })).toEqual(['calendar-unknown']);
  });
});
