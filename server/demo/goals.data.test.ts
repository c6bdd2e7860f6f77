import { expect, it } from 'vitest';
import { shippedTemplates } from '../modules/indicators/shipped/templates.data.ts';
import { rowsOfShipped } from '../modules/indicators/shipped.rules.ts';
import { demoPlans, type DemoGoal } from './goals.data.ts';
import { demoProjects } from './projects.data.ts';

const all = (goals: readonly DemoGoal[]): DemoGoal[] => goals.flatMap((goal) => [goal, ...all(goal.below ?? [])]);

it('ties goals to projects and indicators that there are, and leaves some for the coverage to find', () => {
  const codes = new Set(shippedTemplates.flatMap((one) => rowsOfShipped(one).map((row) => row.code)));
  const numbers = new Set(demoProjects.map(({ number }) => number));
  for (const plan of demoPlans) {
    const goals = all(plan.goals);
    expect(new Set(goals.map(({ code }) => code)).size).toBe(goals.length);
    expect(plan.name).toContain('演示');
    for (const { name, projects = [], indicators = [] } of goals) {
      expect(
        projects.filter((number) => !numbers.has(number)),
        name,
      ).toEqual([]);
      expect(
        indicators.filter((code) => !codes.has(code)),
        name,
      ).toEqual([]);
    }
    const ends = goals.filter(({ below }) => below === undefined);
    expect(ends.some(({ projects, indicators }) => projects === undefined && indicators === undefined)).toBe(true);
  }
});
