import { expect, it } from 'vitest';
import type { DueTarget } from '../../../contracts/values.ts';
import { achievementText, askedOf, dueSource, monthsBegun, sourceFacts, targetText } from './show.rules.ts';

const nothing = { value: null, band: null, pointsMet: null, vetoed: false };
const target: DueTarget = {
  ...{ targetId: 1, projectId: 'P-1', projectName: '', year: 2026, code: 'a', name: '', path: [], method: 'ratio' },
  ...{ aspect: null, direction: 'ge', unit: '%', decimals: 1, points: ['一', '二'], target: '95', targetText: '良好' },
  ...{ weight: '10', overRatio: '1.3', autoSource: null, evidenceNeeded: '', frequency: 'month' },
  ...{ organisation: null, person: null, state: 'missing', valueId: null, achievement: null, source: null },
};

it('prints targets and values with their units, and a dash’s null for what is missing', () => {
  expect(targetText(target)).toBe('≥ 95%');
  expect(targetText({ ...target, unit: '户', direction: null })).toBe('95 户');
  expect(targetText({ ...target, target: null })).toBe('良好');
  expect(achievementText(null, target)).toBeNull();
  expect(achievementText({ ...nothing, value: '0' }, target)).toBe('0%');
  expect(achievementText({ ...nothing, pointsMet: [1] }, target)).toBe('满足 1 / 2 项');
  expect(achievementText({ ...nothing, band: 'partly', value: '0.75' }, target)).toMatch(/部分达成.* 75%/);
  expect(achievementText({ ...nothing, vetoed: true, pointsMet: [] }, target)).toBe('一票否决');
});

it('says of a target that the system fills where its value will come from', () => {
  const auto: DueTarget = { ...target, autoSource: 'dust-compliance' };
  expect([dueSource(target), dueSource(auto)]).toEqual([null, '待系统采集']);
  expect(dueSource({ ...auto, source: 'auto' })).toBe('系统采集');
  expect(dueSource({ ...auto, autoSource: 'rectification-on-time', state: 'auto-off' })).toBeNull();
});

it('names the formula and every input of a computed value in words, and nothing of what a person said', () => {
  expect(sourceFacts(null)).toEqual([]);
  const detail = { formula: 'f@1', from: 0, to: 1, inputs: { paidFen: '1234500000', strange: 'x' } };
  expect(sourceFacts(detail).map(({ label, value }) => [label, value])).toEqual([
    ['采集公式', 'f@1'],
    ['取数区间', '1970-01-01 08:00 至 1970-01-01 08:00'],
    ['本年度已支付（万元）', '1234.5'],
    ['strange', 'x'],
  ]);
});

it('offers the months that have begun', () => {
  expect(monthsBegun(2026, '2026-03-01')).toEqual(['2026-03', '2026-02', '2026-01']);
  expect(monthsBegun(2025, '2026-03-01')).toHaveLength(12);
  expect(monthsBegun(2027, '2026-03-01')).toEqual(['2027-01']);
});

it('opens the target that an address names, and none that it does not', () => {
  const query = { month: '2026-09', text: 'P-1 办结率', target: '7' };
  expect(askedOf(query)).toEqual({ month: '2026-09', text: 'P-1 办结率', targetId: 7, state: null });
  expect(askedOf({ ...query, state: 'not-due' })?.state).toBe('not-due');
  expect([askedOf({}), askedOf({ ...query, target: 'x' }), askedOf({ ...query, text: '' })]).toEqual([
    null,
    null,
    null,
  ]);
});
