import { describe, expect, it } from 'vitest';
import type { GroupScore } from '../../../contracts/scores.ts';
import { groupLines, periodsOf, projectsOf, type Measure, type Rhythm } from './groups.rules.ts';

const row = (code: string, month: string, weighted: string | null, more: Partial<GroupScore> = {}): GroupScore => ({
  ...{ scope: 'street', code, name: code, month, weighted, plain: '50', projects: 3, scored: 2, computedAt: 0 },
  ...more,
});
const rows = [
  row('A', '2026-02', '80'),
  row('A', '2025-12', '70'),
  row('B', '2026-02', '90.5', { scored: 1 }),
  row('B', '2026-01', null),
  row('C', '2026-01', '60'),
];
const linesOf = (of: readonly GroupScore[], rhythm: Rhythm, measure: Measure) =>
  groupLines(of, periodsOf(of, rhythm), rhythm, measure);

describe('scores of groups', () => {
  it('stand by month, the best of the newest month first, with a gap where nothing is known', () => {
    const lines = linesOf(rows, 'month', 'weighted');
    expect(periodsOf(rows, 'month')).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(lines.map(({ code, figures }) => [code, figures])).toEqual([
      ['B', [null, null, '90.5']],
      ['A', ['70', null, '80']],
      ['C', [null, '60', null]],
    ]);
    expect(lines[0]).toMatchObject({ month: '2026-02', projects: 3, scored: 1 });
  });
  it('stand by year as the newest month of each has them', () => {
    expect(periodsOf(rows, 'year')).toEqual(['2025', '2026']);
    expect(linesOf(rows, 'year', 'weighted').map(({ code, figures }) => [code, figures])).toEqual([
      ['B', [null, '90.5']],
      ['A', ['70', '80']],
      ['C', [null, '60']],
    ]);
  });
  it('are plain where that is asked for', () => {
    expect(linesOf(rows.slice(0, 1), 'month', 'plain')[0]?.figures).toEqual(['50']);
  });
  it('lead to their own projects in the month they are of', () => {
    const of = (more: Partial<GroupScore>) =>
      linesOf([row('X', '2026-02', '1', more)], 'month', 'weighted').map(projectsOf);
    expect(of({})).toEqual([{ month: '2026-02', streetCode: 'X' }]);
    expect(of({ scope: 'department' })).toEqual([{ month: '2026-02', departmentCode: 'X' }]);
    expect(of({ scope: 'sector' })).toEqual([{ month: '2026-02', category: 'X' }]);
    expect(of({ scope: 'district' })).toEqual([{ month: '2026-02' }]);
  });
});
