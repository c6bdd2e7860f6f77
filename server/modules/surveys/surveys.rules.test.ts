import fc from 'fast-check';
import { expect, it } from 'vitest';
import { monthOfResult, resultOf, whyNotOpen, withoutNames, type SurveyedTarget } from './surveys.rules.ts';

const now = Date.parse('2026-10-15T12:00:00+08:00');
const stand = { id: 3, minAnswers: 3, opensAt: 0, until: now };

it('is the share of those who are satisfied or more, the sample told beside it', () => {
  expect(resultOf({ ...stand, counts: [0, 1, 0, 1, 1] })).toEqual({
    value: '66.67',
    detail: {
      ...{ formula: 'survey-satisfied@1', from: 0, to: now },
      inputs: { answers: '3', satisfied: '2', minAnswers: '3', survey: '3' },
    },
  });
  expect(resultOf({ ...stand, counts: [0, 0, 0, 0, 3] })?.value).toBe('100');
});

it('is no figure below the least sample, and lies between 0 and 100 above it', () => {
  expect(resultOf({ ...stand, counts: [0, 0, 0, 1, 1] })).toBeUndefined();
  const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 100 }), (all, minAnswers) => {
      const answers = all.reduce((sum, count) => sum + count, 0);
      const found = resultOf({ ...stand, minAnswers, counts: all });
      if (answers < minAnswers) return found === undefined;
      const exact = (((all[3] ?? 0) + (all[4] ?? 0)) * 100) / answers;
      return Math.abs(Number(found?.value) - exact) <= 0.005 + 1e-9;
    }),
  );
});

it('speaks of the month it was closed in, within its year', () => {
  expect(monthOfResult(2026, now)).toBe('2026-10');
  expect(monthOfResult(2026, Date.parse('2027-01-03T00:00:00+08:00'))).toBe('2026-12');
  expect(monthOfResult(2027, now)).toBe('2027-01');
});

it('is opened for an approved satisfaction target without another one', () => {
  const target: SurveyedTarget = { aspect: 'satisfaction', method: 'ratio', isApproved: true, hasOpen: false };
  expect(whyNotOpen(target, now + 1, now)).toBeUndefined();
  expect(whyNotOpen({ ...target, aspect: 'social' }, now + 1, now)).toMatch('满意度指标');
  expect(whyNotOpen({ ...target, method: 'bands' }, now + 1, now)).toMatch('按公式计分');
  expect(whyNotOpen({ ...target, isApproved: false }, now + 1, now)).toMatch('尚未批准');
  expect(whyNotOpen({ ...target, hasOpen: true }, now + 1, now)).toMatch('进行中');
  expect(whyNotOpen(target, now, now)).toMatch('晚于');
  expect(whyNotOpen(target, now + 400 * 86_400_000, now)).toMatch('一年');
});

it.each([
  ['电话 138 0000 1234,请回复', '电话 ***,请回复'],
  ['身份证 32010219900101123X', '身份证 ***'],
  ['联系 １３８００００１２３４', '联系 ***'],
  ['写信到 zhang@example.com。谢谢', '写信到 ***。谢谢'],
  ['  3 号楼 2 单元路灯坏了  ', '3 号楼 2 单元路灯坏了'],
])('keeps of a comment nothing that names somebody: %s', (said, kept) => expect(withoutNames(said)).toBe(kept));
