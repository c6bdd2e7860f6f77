import { expect, it } from 'vitest';
import type { PlanGoal } from '../../../contracts/plans.ts';
import { goalNodes, goalPath, nextGoalCode } from './goals.rules.ts';

const goal = (id: number, parentId: number | null, code: string, projects = 0, indicators = 0): PlanGoal => ({
  ...{ id, parentId, code, name: `目标${code}`, planCode: 'P', orgCode: null, orgName: null, position: id },
  projects: Array.from({ length: projects }, (_, i) => ({ id: `p${i}`, name: '' })),
  indicators: Array.from({ length: indicators }, (_, i) => ({ code: `i${i}`, name: '' })),
});
const goals = [
  goal(1, null, '1'),
  goal(2, 1, '1-1', 1, 1),
  goal(3, 1, '1-2', 1),
  goal(4, null, '2', 1, 2),
  goal(5, null, '3'),
];

it('says of each end what it lacks, and of each branch how many lack something', () => {
  const [first, second, third] = goalNodes(goals, false);
  expect([first?.row.gap, first?.row.gaps]).toEqual([null, 1]);
  expect(first?.children?.map(({ row }) => row.gap)).toEqual(['covered', 'noIndicator']);
  expect([second?.row.gap, third?.row.gap]).toEqual(['covered', 'nothing']);
});

it('leaves only gaps where they are wanted, below what they stand under', () => {
  const codes = goalNodes(goals, true).map(({ row, children }) => [row.goal.code, (children ?? []).length]);
  expect(codes).toEqual([
    ['1', 1],
    ['3', 0],
  ]);
});

it('names a goal by its path and numbers the next one', () => {
  expect(goalPath(goals, goals[2] as PlanGoal)).toBe('目标1 › 目标1-2');
  expect(nextGoalCode(goals, goals[0] as PlanGoal)).toBe('1-3');
  expect(nextGoalCode(goals, null)).toBe('4');
  expect(nextGoalCode([goal(1, null, 'T1')], null)).toBe('T2');
});
