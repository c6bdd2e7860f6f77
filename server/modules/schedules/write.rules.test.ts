import { expect, it } from 'vitest';
import { contentOf, taskOf } from '../../../tests/helpers/schedules.ts';
import { faultSentence } from './faults.rules.ts';
import { compareWbs, inOrder } from './order.rules.ts';
import { checkSchedule } from './check.rules.ts';
import { changeOf, renumber, strangers } from './write.rules.ts';

const content = contentOf([taskOf(1, 3), taskOf(2, 2)], [[1, 2]]);

it('puts tasks in the order of their breakdown, numbers by their size', () => {
  expect(['2.10', '2.9', '10', '2', '2.9.1'].sort(compareWbs)).toEqual(['2', '2.9', '2.9.1', '2.10', '10']);
  const tasks = [
    taskOf(4, 1, { wbs: '1.10', parentId: 1 }),
    taskOf(2, 1, { wbs: '1.2', parentId: 1 }),
    taskOf(1, 0, { kind: 'summary' }),
  ];
  expect(inOrder(tasks).map(({ id }) => id)).toEqual([1, 2, 4]);
});

it('writes what has changed and nothing else', () => {
  const after = {
    ...content,
    tasks: [taskOf(1, 3), taskOf(2, 4), taskOf(-1, 1, { wbs: '3' })],
    links: [],
  };
  const { tasks, links } = changeOf(content, after);
  expect([tasks.put.map(({ id }) => id), tasks.removed, tasks.added]).toEqual([[2, -1], [], 1]);
  expect([links.put, links.removed]).toEqual([[], [1]]);
});

it('takes for new only what has a number below zero', () => {
  const link = { id: 9, fromId: 1, toId: 2, type: 'SS' as const, lag: 0 };
  const found = strangers(content, [
    { kind: 'put-task', task: taskOf(7, 1) },
    { kind: 'put-task', task: taskOf(-7, 1) },
    { kind: 'put-link', link },
  ]);
  expect(found.map(({ code, found: id }) => [code, id])).toEqual([
    ...[
      ['task-unknown', '7'],
      ['link-unknown', '9'],
    ],
  ]);
});

it('numbers what is new, links and places in the breakdown with it', () => {
  const tasks = [taskOf(-1, 0, { kind: 'summary' }), taskOf(-2, 1, { parentId: -1 }), taskOf(3, 1)];
  const links = [{ id: -1, fromId: -2, toId: 3, type: 'FS' as const, lag: 0 }];
  const numbering = {
    tasks: new Map([
      [-1, 11],
      [-2, 12],
    ]),
    links: new Map([[-1, 5]]),
  };
  const numbered = renumber({ ...content, tasks, links }, numbering);
  expect(numbered.tasks.map(({ id, parentId }) => [id, parentId])).toEqual([
    [11, null],
    [12, 11],
    [3, null],
  ]);
  expect(numbered.links).toEqual([{ id: 5, fromId: 12, toId: 3, type: 'FS', lag: 0 }]);
});

it('tells a cycle by the codes and names of its tasks', () => {
  const round = contentOf(
    [taskOf(1, 3), taskOf(2, 2)],
    [
      [1, 2],
      [2, 1],
    ],
  );
  expect(faultSentence(checkSchedule(round), round.tasks)).toBe('搭接关系成环:1 任务 1 → 2 任务 2 → 1 任务 1');
});
