import { expect, it } from 'vitest';
import type { Milestone } from '../../../contracts/projects.ts';
import { contentOf, plannedOf, taskOf } from '../../../tests/helpers/schedules.ts';
import { baselineOf } from './difference.rules.ts';
import { beginWith, milestonesFrom } from './milestones.rules.ts';

const morning = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const milestone = (seq: number, part: Partial<Milestone>): Milestone => ({
  ...{ seq, name: `里程碑 ${seq}`, plannedFrom: morning('2026-03-02'), plannedTo: morning('2026-03-12') },
  ...{ actualFrom: null, actualTo: null, progress: null, isEvent: false, ...part },
});
const had: readonly Milestone[] = [
  milestone(1, { actualFrom: morning('2026-03-02'), actualTo: morning('2026-03-13'), progress: 1 }),
  milestone(2, { actualFrom: morning('2026-03-10'), progress: 0.25 }),
  milestone(3, { plannedFrom: morning('2026-04-01'), plannedTo: morning('2026-04-03'), isEvent: true }),
];

it('begins a schedule with the milestones that a project had, and says the same of them from then on', () => {
  const { content, agreed } = beginWith(had, contentOf([]), '2026-03-20');
  expect(content.frame.statusDay).toBe('2026-03-20');
  expect(content.tasks.map(({ kind, duration, progress }) => [kind, duration, progress])).toEqual([
    ...[
      ['task', 10, '100'],
      ['task', 10, '25'],
      ['milestone', 0, '0'],
    ],
  ]);
  const lines = milestonesFrom(content, plannedOf(content), agreed);
  const said = ({ percent: _, ...line }: (typeof lines)[number]) => line;
  const event = { ...had[2], plannedFrom: morning('2026-04-02') };
  expect(lines.map(said)).toEqual([had[0], had[1], event].map((one) => ({ ...one, progress: undefined })));
  expect(lines.map(({ percent }) => percent)).toEqual(['100', '25', '0']);
});

it('holds works and milestones to the days of the baseline in force, and what came after it to its plan', () => {
  const agreed = contentOf(
    [
      taskOf(1, 0, { kind: 'summary' }),
      taskOf(2, 5, { wbs: '1.1', parentId: 1 }),
      taskOf(3, 0, { wbs: '1.2', parentId: 1 }),
    ],
    [[2, 3]],
  );
  const later = contentOf(
    [...agreed.tasks.map((task) => (task.id === 2 ? { ...task, duration: 9 } : task)), taskOf(4, 2)],
    [[2, 3]],
  );
  const lines = milestonesFrom(later, plannedOf(later), baselineOf(agreed.tasks, plannedOf(agreed)));
  expect(lines.map(({ seq, name, isEvent, plannedTo }) => [seq, name, isEvent, plannedTo])).toEqual([
    ...[
      [1, '任务 1', false, morning('2026-03-07')],
      [2, '任务 3', true, morning('2026-03-07')],
      [3, '任务 4', false, morning('2026-03-04')],
    ],
  ]);
});
