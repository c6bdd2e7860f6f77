import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Achievement, Band } from '../../../contracts/scores.ts';
import { valueStates, type ValueEntry } from '../../../contracts/values.ts';
import {
  dueFrequencies,
  isOver,
  judgeCollected,
  whyNotReport,
  whyNotReview,
  type Standing,
  type TargetFacts,
} from './values.rules.ts';

const now = Date.parse('2026-10-15T12:00:00+08:00');
const ratio: TargetFacts = {
  ...{ year: 2026, method: 'ratio', direction: 'ge', decimals: 1, points: [], target: '100', overRatio: '1.3' },
  isApproved: true,
};
const nothing: Achievement = { value: null, band: null, pointsMet: null, vetoed: false };
const entryOf = (achievement: Partial<Achievement>, rest: Partial<ValueEntry> = {}) => ({
  ...{ month: '2026-09', achievement: { ...nothing, ...achievement }, note: '', overReason: '', deviation: null },
  ...{ likelihood: null, forecast: null, evidence: [], ...rest },
});
const free: Standing = { waiting: false, acceptedId: null };
const judge = (
  facts: TargetFacts,
  entry: ReturnType<typeof entryOf>,
  standing = free,
  replacesId: number | null = null,
) => whyNotReport(facts, entry, { standing, replacesId, now });

describe('a value', () => {
  it('is taken for a month of its own year that has begun, once the target is approved', () => {
    expect(judge(ratio, entryOf({ value: '92' }))).toBeUndefined();
    expect(judge(ratio, { ...entryOf({ value: '92' }), month: '2026-10' })).toBeUndefined();
    expect(judge(ratio, { ...entryOf({ value: '92' }), month: '2026-11' })).toMatch('尚未到来');
    expect(judge(ratio, { ...entryOf({ value: '92' }), month: '2025-12' })).toMatch('2026 年度');
    expect(judge({ ...ratio, isApproved: false }, entryOf({ value: '92' }))).toMatch('尚未批准');
  });

  it('has the fields of its method and no others', () => {
    expect(judge(ratio, entryOf({}))).toMatch('请填写完成值');
    expect(judge(ratio, entryOf({ value: '92', band: 'met' }))).toMatch('评分方式不符');
    expect(judge(ratio, entryOf({ value: '92', vetoed: true }))).toMatch('评分方式不符');
    expect(judge(ratio, entryOf({ value: '92.25' }))).toMatch('不得超过 1 位');
    expect(judge({ ...ratio, method: 'execution' }, entryOf({ value: '-1' }))).toMatch('不得为负');
  });

  it.each<[Band, string, boolean]>([
    ['met', '0.8', true],
    ['met', '1', true],
    ['met', '0.79999999', false],
    ['met', '1.01', false],
    ['partly', '0.6', true],
    ['partly', '0.8', false],
    ['unmet', '0', true],
    ['unmet', '0.6', false],
    ['unmet', '-0.1', false],
  ])('in the band %s may have the share %s: %s', (band, value, isAllowed) => {
    expect(judge({ ...ratio, method: 'bands' }, entryOf({ band, value })) === undefined).toBe(isAllowed);
  });

  it('of points names points that there are; a veto says what happened', () => {
    const veto: TargetFacts = { ...ratio, method: 'veto', points: ['合规', '手续完整'] };
    expect(judge(veto, entryOf({ pointsMet: [0, 1] }))).toBeUndefined();
    expect(judge(veto, entryOf({ pointsMet: [2] }))).toMatch('只有 2 项');
    expect(judge(veto, entryOf({}))).toMatch('逐项确认');
    expect(judge(veto, entryOf({ pointsMet: [], vetoed: true }))).toMatch('须在说明中写明');
    expect(judge(veto, entryOf({ pointsMet: [], vetoed: true }, { note: '审计认定' }))).toBeUndefined();
    expect(judge({ ...veto, method: 'points' }, entryOf({ pointsMet: [0], vetoed: true }))).toMatch('不符');
  });

  it('of 130 % of its target and more needs a reason, by whatever share the template asks', () => {
    expect(judge(ratio, entryOf({ value: '129.9' }))).toBeUndefined();
    expect(judge(ratio, entryOf({ value: '130' }))).toMatch('130%');
    expect(judge(ratio, entryOf({ value: '130' }, { overReason: '目标偏低，明年调整' }))).toBeUndefined();
    expect(judge({ ...ratio, overRatio: '1.5' }, entryOf({ value: '130' }))).toBeUndefined();
    expect(judge({ ...ratio, overRatio: '1.15' }, entryOf({ value: '115' }))).toMatch('目标值的 115% 及以上');
    const lower: TargetFacts = { ...ratio, direction: 'le' };
    expect(isOver(entryOf({ value: '900' }).achievement, lower)).toBe(false);
    expect(isOver(entryOf({ value: '5' }).achievement, { ...ratio, target: '0' })).toBe(false);
  });

  it('stands alone in its month: a second one waits, an accepted one is corrected by name and with a reason', () => {
    const entry = entryOf({ value: '92' });
    expect(judge(ratio, entry, { waiting: true, acceptedId: null })).toMatch('待审核');
    expect(judge(ratio, entry, { waiting: false, acceptedId: 7 })).toMatch('请使用更正');
    expect(judge(ratio, { ...entry, note: '误填' }, { waiting: false, acceptedId: 7 }, 6)).toMatch('当前有效');
    expect(judge(ratio, entry, { waiting: false, acceptedId: 7 }, 7)).toMatch('须写明理由');
    expect(judge(ratio, { ...entry, note: '误填' }, { waiting: false, acceptedId: 7 }, 7)).toBeUndefined();
  });

  it('is reviewed by a second person, once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...valueStates),
        fc.option(fc.integer({ min: 1, max: 3 })),
        fc.integer({ min: 1, max: 3 }),
        (state, enteredById, reviewer) => {
          const isAllowed = whyNotReview({ state, enteredById }, reviewer) === undefined;
          return isAllowed === (state === 'submitted' && enteredById !== reviewer);
        },
      ),
    );
  });
});

it('expects values by the end of their period; what names none once, at the year’s end', () => {
  expect(dueFrequencies('2026-05')).toEqual(['week', 'month']);
  expect(dueFrequencies('2026-09')).toEqual(['week', 'month', 'quarter']);
  expect(dueFrequencies('2026-06')).toEqual(['week', 'month', 'quarter', 'half-year']);
  expect(dueFrequencies('2026-12')).toHaveLength(6);
});

describe('an automatic value', () => {
  const auto = (value: string) => ({ accepted: { value, source: 'auto' as const }, waiting: false });
  it('is written when it is new, and only then', () => {
    expect(judgeCollected('86.37', { accepted: null, waiting: false })).toBe('write');
    expect(judgeCollected('86.37', auto('86.3700'))).toBe('unchanged');
    expect(judgeCollected('86.38', auto('86.37'))).toBe('write');
    expect(judgeCollected(undefined, auto('86.37'))).toBe('withoutInput');
  });
  it('does not overtake what a person said, nor what waits for review', () => {
    expect(judgeCollected('1', { accepted: { value: '2', source: 'manual' }, waiting: false })).toBe('held');
    expect(judgeCollected('1', { ...auto('2'), waiting: true })).toBe('held');
  });
});
