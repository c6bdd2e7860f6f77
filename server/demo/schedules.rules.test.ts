import { expect, it } from 'vitest';
import { planSchedule } from '../modules/schedules/schedule.rules.ts';
import { milestonesOf } from './plans.rules.ts';
import { demoProjects } from './projects.data.ts';
import { scheduleOf } from './schedules.rules.ts';

const now = Date.parse('2026-11-25T10:00:00+08:00');
const drawn = demoProjects.map((project) => ({ project, ...scheduleOf(project, now) }));

it('plans every project of the demo, some later and some sooner than was agreed', () => {
  const shifts = drawn.map(({ content, agreed }) => {
    const planning = planSchedule(content);
    if ('faults' in planning) throw new Error('cannot be planned');
    return [planning.plan.finish ?? '', agreed.finish ?? ''] as const;
  });
  expect(shifts.filter(([today, then]) => today > then).length).toBeGreaterThan(5);
  expect(shifts.filter(([today, then]) => today === then).length).toBeGreaterThan(2);
});

it('holds projects to the same works as before, within a holiday of the same days', () => {
  const WEEK = 10 * 86_400_000;
  for (const { project, milestones } of drawn) {
    const had = milestonesOf(project, now);
    const works = milestones.filter(({ isEvent }) => !isEvent).slice(0, -1);
    expect(works.map(({ name }) => name)).toEqual(had.filter(({ isEvent }) => !isEvent).map(({ name }) => name));
    works.forEach((work, at) => {
      expect(Math.abs(work.plannedTo - (had[at]?.plannedTo ?? 0))).toBeLessThan(WEEK);
      expect(work.actualTo === null).toBe(had[at]?.actualTo === null);
    });
  }
});

it('lets nothing that bears a real name be late', () => {
  for (const { project, milestones } of drawn)
    if (project.realName)
      expect(milestones.filter(({ plannedTo, actualTo }) => actualTo === null && plannedTo < now)).toEqual([]);
});
