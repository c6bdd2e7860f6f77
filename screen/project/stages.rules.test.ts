import { expect, it } from 'vitest';
import { projectPhases, type PhaseDate } from '../../contracts/projects.ts';
import { stagesOf } from './stages.rules.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-23T10:00:00+08:00');
const dates: PhaseDate[] = [
  { phase: 'planning', plannedEndAt: now - 90 * DAY, enteredAt: now - 200 * DAY, leftAt: now - 80 * DAY },
  { phase: 'building', plannedEndAt: now - DAY, enteredAt: now - 30 * DAY, leftAt: null },
  { phase: 'acceptance', plannedEndAt: now + 60 * DAY, enteredAt: null, leftAt: null },
];

it('tells what is done, where the project is and what is to come', () => {
  const stages = stagesOf('building', dates, now);
  expect(stages.map((stage) => stage.phase)).toEqual(projectPhases);
  expect(stages.map((stage) => stage.state)).toEqual(['done', 'done', 'done', 'current', 'next', 'next']);
  expect(stages.map((stage) => stage.at)).toEqual([now - 80 * DAY, null, null, now - DAY, now + 60 * DAY, null]);
});

it('calls only the present phase overdue, and only past its planned end', () => {
  expect(stagesOf('building', dates, now).filter((stage) => stage.isOverdue)).toMatchObject([{ phase: 'building' }]);
  expect(stagesOf('building', dates, now - 2 * DAY).some((stage) => stage.isOverdue)).toBe(false);
  const left = dates.map((date) => ({ ...date, leftAt: now }));
  expect(stagesOf('building', left, now).some((stage) => stage.isOverdue)).toBe(false);
});
