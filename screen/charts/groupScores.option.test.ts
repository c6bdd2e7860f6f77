import type { LineSeriesOption } from 'echarts/charts';
import { describe, expect, it } from 'vitest';
import { colours } from '../tokens/colours.ts';
import { groupScoresOption, scoreAxisStart, type ScoreLine } from './groupScores.option.ts';

const lines: ScoreLine[] = [
  { name: '甲', figures: ['88.125', null, '91'], role: 'chosen' },
  { name: '全区', figures: ['86', '87', '87.5'], role: 'whole' },
  { name: '乙', figures: [null, '79.9', '80'], role: 'other' },
];
const draw = (of: readonly ScoreLine[]) =>
  groupScoresOption({ periods: ['1月', '2月', '3月'], lines: of, ink: { rem: 16, role: 'tablet', hatch: null } });

describe('scores of groups over time', () => {
  it.each([
    ['normal', draw(lines)],
    ['empty', draw([])],
  ])('are drawn as they were: %s', (_, option) => expect(option).toMatchSnapshot());
  it('break where nothing is known, and let the chosen one stand out', () => {
    const [chosen, whole] = draw(lines)['series'] as LineSeriesOption[];
    expect(chosen?.data).toEqual([88.125, null, 91]);
    expect(chosen?.connectNulls).toBe(false);
    expect(chosen?.lineStyle?.color).toBe(colours.acc);
    expect(whole?.lineStyle?.type).toEqual(expect.any(Array));
  });
  it('begin their axis a little below the lowest', () => {
    expect(scoreAxisStart(lines)).toBe(70);
    expect(scoreAxisStart([])).toBe(0);
    expect(scoreAxisStart([{ name: '丙', figures: ['3'], role: 'other' }])).toBe(0);
  });
});
