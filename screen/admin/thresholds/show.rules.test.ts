import { expect, it } from 'vitest';
import type { ThresholdName, ThresholdRow } from '../../../contracts/thresholds.ts';
import { thresholdLines, valueOf, valueText, writtenValue } from './show.rules.ts';

const row = (code: ThresholdName, value: string, effectiveFrom: number, effectiveTo: number | null): ThresholdRow => ({
  ...{ code, value, label: code, source: '', effectiveFrom, effectiveTo, reason: null, notedBy: null, notedAt: null },
});

it.each([
  ['budget-over-estimate', '1.1000', '1.1 倍', '1.1'],
  ['approval-goal', '-0.20', '−20%', '-20'],
  ['approval-goal', '-0.125', '−12.5%', '-12.5'],
  ['pre-evaluation-fen', '1000000000', '1000 万元', '1000'],
  ['approval-gate', '1', '是', '1'],
  ['audit-gate', '0', '否', '0'],
  ['approval-baseline-days', '12', '12 个工作日', '12'],
  ['spi-red', '0.85', '0.85', '0.85'],
] as const)('%s %s is read as %s and written as %s', (code, value, read, written) => {
  expect(valueText(code, value)).toBe(read);
  expect(writtenValue(code, value)).toBe(written);
  expect(Number(valueOf(code, written))).toBe(Number(value));
});

it('what is no number is no value', () => {
  expect([valueOf('behind-points', '五'), valueOf('pre-evaluation-fen', '-1')]).toEqual([null, null]);
  expect(valueOf('approval-goal', '−20')).toBe('-0.2');
});

it('a threshold is one line: what holds, what is to come, and all that was', () => {
  const rows = [
    row('behind-points', '5', 0, 50),
    row('behind-points', '4', 50, 200),
    row('behind-points', '3', 200, null),
  ];
  const [line] = thresholdLines(rows, 100);
  expect([line?.now?.value, line?.coming?.value]).toEqual(['4', '3']);
  expect(line?.rows.map(({ value }) => value)).toEqual(['3', '4', '5']);
  expect(thresholdLines(rows.slice(0, 1), 100)[0]?.now).toBeNull();
});
