import { expect, it } from 'vitest';
import { coverageOf, endGoals } from './plans.rules.ts';

const goal = (id: number, parentId: number | null, projects = 0, indicators = 0) => ({
  ...{ id, parentId },
  projects: Array.from({ length: projects }, (_, i) => ({ id: `p${i}`, name: '' })),
  indicators: Array.from({ length: indicators }, (_, i) => ({ code: `i${i}`, name: '' })),
});

it('counts the goals that nothing stands below, by what traces to them', () => {
  const goals = [goal(1, null), goal(2, 1, 2, 1), goal(3, 1, 1), goal(4, null, 0, 3), goal(5, null)];
  expect(endGoals(goals).map(({ id }) => id)).toEqual([2, 3, 4, 5]);
  expect(coverageOf(goals)).toEqual({ goals: 4, withProjects: 2, withIndicators: 2, covered: 1 });
  expect(coverageOf([])).toEqual({ goals: 0, withProjects: 0, withIndicators: 0, covered: 0 });
});
