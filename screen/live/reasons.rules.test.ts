import { describe, expect, it } from 'vitest';
import { reasonCodes, type ProjectReason, type ReasonCode } from '../../contracts/projects.ts';
import { reasonSentence, worstSentence } from './reasons.rules.ts';

const at = Date.parse('2026-11-23T00:00:00+08:00');
const reasonOf = (
  code: ReasonCode,
  values: Record<string, number>,
  more: Partial<ProjectReason> = {},
): ProjectReason => ({ code, light: 'yellow', values, subject: null, metric: null, deviceCode: null, at, ...more });

const cases: [ProjectReason, string][] = [
  [
    reasonOf('behind-two-weeks', { gap: 6.24, gapBefore: 5.4, limit: 5 }),
    '形象进度连续两周低于计划 5.4、6.2 个百分点，超容差 5 个百分点，周报截至 11-23。',
  ],
  [
    reasonOf('spi', { gap: 8.1, spi: 0.872, limit: 0.95 }),
    '进度绩效指数 0.87，较计划 \u22128.1 个百分点，低于限值 0.95，周报截至 11-23。',
  ],
  [reasonOf('cpi', { cpi: 0.887, limit: 0.95 }), '成本绩效指数 0.89，低于限值 0.95，周报截至 11-23。'],
  [
    reasonOf('over-budget', { eacShare: 1.1275, limit: 1 }),
    '预计完工投资为概算的 112.8%，超限值 100%，周报截至 11-23。',
  ],
  [
    reasonOf('overpaid', { gap: 17.5, limit: 15 }, { at: null }),
    '支付比例高于形象进度 17.5 个百分点，超容差 15 个百分点。',
  ],
  [
    reasonOf('underpaid', { paid: 0.412, planned: 0.53, limit: 0.8 }, { at: null }),
    '已支付 41.2%，用款计划 53.0%，为计划的 77.7%，低于限值 80%。',
  ],
  [reasonOf('unreported', { weeks: 2 }, { at: null }), '进度周报连续 2 周未报送，应每周报送一次。'],
  [
    reasonOf(
      'exceedance',
      { value: 523.4, limit: 500, windowMinutes: 15 },
      { metric: 'tsp', deviceCode: 'ENV-01', at: at + 10.2 * 3_600_000 },
    ),
    'ENV-01 TSP 15 分钟均值 523 μg/m³，超限值 500，时窗止于 11-23 10:12。',
  ],
  [reasonOf('milestone-overdue', { days: 12 }, { subject: '主体封顶' }), '“主体封顶”应于 11-23 完成，已逾期 12 天。'],
  [reasonOf('phase-overdue', { days: 9 }), '本阶段应于 11-23 完成，已逾期 9 天。'],
  [reasonOf('ahead', { ahead: 7, limit: 1.2 }), '形象进度高于计划 7.0 个百分点，超计划的 120%，周报截至 11-23。'],
  [
    reasonOf('steady', { gap: -1.44, limit: 5 }),
    '形象进度低于计划 1.4 个百分点，在容差 ±5 个百分点内，周报截至 11-23。',
  ],
];

describe('the sentence of a reason', () => {
  it.each(cases)('$code says what, value, limit and since when', (reason, sentence) =>
    expect(reasonSentence(reason)).toBe(sentence),
  );

  it('has a wording for every code there is', () =>
    expect(new Set(cases.map(([reason]) => reason.code))).toEqual(new Set(reasonCodes)));

  it('leaves out a limit that did not come, rather than quoting one from memory', () =>
    expect(reasonSentence(reasonOf('cpi', { cpi: 0.887 }))).toBe('成本绩效指数 0.89，周报截至 11-23。'));

  it('says on which side of the plan a steady project is', () => {
    expect(reasonSentence(reasonOf('steady', { gap: 2 }))).toContain('高于计划 2.0 个百分点');
    expect(reasonSentence(reasonOf('steady', { gap: 0 }))).toBe('形象进度与计划一致，周报截至 11-23。');
    expect(reasonSentence(reasonOf('steady', {}, { at: null }))).toBe('各项指标在容差内。');
  });

  it('prints noise as an equivalent level with one decimal', () => {
    const noise = reasonOf('exceedance', { value: 61, limit: 55, windowMinutes: 20 }, { metric: 'noise' });
    expect(reasonSentence(noise)).toBe('噪声 20 分钟等效声级 61.0 dB(A)，超限值 55，时窗止于 11-23 00:00。');
  });

  it('counts how often a limit was exceeded today', () => {
    const values = { value: 73, limit: 70, windowMinutes: 20, times: 3 };
    const again = reasonOf('exceedance', values, { metric: 'noise' });
    expect(reasonSentence(again)).toContain('超限值 70，今日第 3 次，时窗止于 11-23 00:00。');
  });

  it('prints a dash for a value that did not come, never 0', () => {
    expect(reasonSentence(reasonOf('cpi', {}))).toContain('指数 —，');
    expect(reasonSentence(reasonOf('spi', {}))).toContain('指数 —，较计划 — 个');
  });

  it('takes the worst reason of a project, and says so when there is none', () => {
    const reasons = [reasonOf('cpi', { cpi: 0.8 }), reasonOf('spi', { gap: 6, spi: 0.9 })];
    expect(worstSentence({ reasons })).toBe(reasonSentence(reasonOf('cpi', { cpi: 0.8 })));
    expect(worstSentence({ reasons: [] })).toBe('尚未报送，暂无评判依据。');
  });
});
