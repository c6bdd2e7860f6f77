import { expect, it } from 'vitest';
import { type ThresholdName, type ThresholdRow } from '../../../contracts/thresholds.ts';
import { judgeChange, neighboursOf, startOf } from './thresholds.rules.ts';

const now = Date.parse('2026-11-25T15:00+08:00');
const row = (code: ThresholdName, value: string, over: Partial<ThresholdRow> = {}): ThresholdRow => ({
  ...{ code, value, label: code, source: '区级默认', effectiveFrom: 0, effectiveTo: null },
  ...{ reason: null, notedBy: null, notedAt: null, ...over },
});
const judged = (code: ThresholdName, value: string, rows: readonly ThresholdRow[], fromDay = '2026-11-25') =>
  judgeChange(code, { value, fromDay }, rows, now);

it('a new value follows the one in force: today’s from now on, a later day’s from its midnight', () => {
  const held = [row('budget-over-estimate', '1.1000')];
  expect(judged('budget-over-estimate', '1.05', held)).toEqual({ row: held[0], from: now });
  const later = judged('budget-over-estimate', '1.05', held, '2027-01-01');
  expect(later).toEqual({ row: held[0], from: Date.parse('2027-01-01T00:00+08:00') });
  expect(startOf('2026-11-26', now)).toBe(Date.parse('2026-11-26T00:00+08:00'));
});

it('what was judged stays judged: no value is laid down for a day that is over, nor beside one that waits', () => {
  const held = [row('behind-points', '5')];
  expect(judged('behind-points', '4', held, '2026-11-24')).toEqual({ objection: '不得追溯：生效日期最早为今日' });
  expect(judged('behind-points', '4', held, '2027-02-29')).toEqual({ objection: '日期不存在' });
  expect(judged('behind-points', '5.00', held)).toEqual({ objection: '与现行取值相同' });
  expect(judged('behind-points', '4', [])).toEqual({ objection: '没有现行取值' });
  const waits = [row('behind-points', '6', { effectiveFrom: now + 1 }), ...held];
  expect(judged('behind-points', '4', waits)).toEqual({ objection: '已有待生效的取值，请先撤销' });
});

it('red stays below yellow, a lower grade below a higher one, also against what is to come', () => {
  const bands = [row('spi-yellow', '0.95'), row('spi-red', '0.85')];
  expect(judged('spi-red', '0.95', bands)).toEqual({ objection: '应小于“spi-yellow”的取值' });
  expect(judged('spi-yellow', '0.8', bands)).toEqual({ objection: '应大于“spi-red”的取值' });
  expect(judged('spi-red', '0.94', bands)).toHaveProperty('from', now);
  const [yellow] = bands;
  const coming = [
    row('spi-yellow', '0.9', { effectiveFrom: now + 1000 }),
    { ...row('spi-yellow', yellow?.value ?? ''), effectiveTo: now + 1000 },
    row('spi-red', '0.85'),
  ];
  expect(judged('spi-red', '0.92', coming, '2026-11-26')).toEqual({ objection: '应小于“spi-yellow”的取值' });
  expect(neighboursOf('target-yellow').sort()).toEqual(['target-blue', 'target-red']);
});

it.each([
  ['approval-gate', '0.5'],
  ['approval-gate', '2'],
  ['budget-over-estimate', '0'],
  ['budget-over-estimate', '1.00001'],
  ['unreported-weeks', '1.5'],
  ['grade-good', '101'],
  ['pre-evaluation-fen', '0'],
  ['approval-goal', '0.2'],
] as const)('%s cannot be %s', (code, value) => {
  const outcome = judged(code, value, [row(code, code === 'approval-gate' ? '1' : '3')]);
  expect(outcome).toHaveProperty('objection');
});
