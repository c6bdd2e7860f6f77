import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Achievement } from '../../../contracts/scores.ts';
import { compare, divide } from '../../platform/exact.rules.ts';
import { rollUp } from '../../platform/rollUp.rules.ts';
import { expectedBy, gradeOf, lightOf, worstLight, type LightMeasure } from './light.rules.ts';
import { pointsOf, type Measure } from './points.rules.ts';
import { isDue, scoreMonth, type ScoredTarget } from './scores.rules.ts';

const nothing: Achievement = { value: null, band: null, pointsMet: null, vetoed: false };
const ratio: Measure = { method: 'ratio', direction: 'ge', target: '100', weight: '15', unit: '户', pointsInAll: 0 };
const pointsFor = (measure: Partial<Measure>, achievement: Partial<Achievement>) =>
  pointsOf({ ...ratio, ...measure }, { ...nothing, ...achievement })?.points;
const thresholds = {
  light: { red: '0.60', yellow: '0.80', blue: '1.20' },
  grade: { excellent: '90', good: '80', fair: '60' },
};

describe('points', () => {
  it('are by the published test values', () => {
    expect(pointsFor({}, { value: '92' })).toBe('13.8');
    expect(pointsFor({ direction: 'le', target: '1000', weight: '10' }, { value: '1080' })).toBe('9.2');
    expect(pointsFor({ direction: 'le', target: '1000', weight: '10' }, { value: '2000' })).toBe('0');
    expect(pointsFor({ method: 'execution', target: null, weight: '10' }, { value: '86.37' })).toBe('8.64');
  });
  it('tell their calculation with its numbers', () => {
    expect(pointsOf(ratio, { ...nothing, value: '92' })?.sentence).toBe('92 ÷ 100 × 15 = 13.80');
    expect(
      pointsOf({ ...ratio, direction: 'le', target: '1000', weight: '10' }, { ...nothing, value: '1080' })?.sentence,
    ).toBe('(1 − (1080 − 1000) ÷ 1000) × 10 = 9.20');
  });
  it('are full at the target and beyond, and the same with > and =', () => {
    for (const direction of ['ge', 'gt', 'eq'] as const) {
      expect(pointsFor({ direction }, { value: '100' })).toBe('15');
      expect(pointsFor({ direction }, { value: '50' })).toBe('7.5');
    }
    expect(pointsFor({}, { value: '400' })).toBe('15');
  });
  it('guard a target of 0: = and ≤ want nothing above it', () => {
    for (const direction of ['eq', 'le', 'lt'] as const) {
      expect(pointsFor({ direction, target: '0' }, { value: '0' })).toBe('15');
      expect(pointsFor({ direction, target: '0' }, { value: '1' })).toBe('0');
    }
    expect(pointsFor({ direction: 'ge', target: '0' }, { value: '0' })).toBe('15');
  });
  it('of a band lie within it; a share outside gives none', () => {
    const bands = { method: 'bands', direction: null, target: null, weight: '10' } as const;
    expect(pointsFor(bands, { band: 'met', value: '0.8' })).toBe('8');
    expect(pointsFor(bands, { band: 'met', value: '1' })).toBe('10');
    expect(pointsFor(bands, { band: 'partly', value: '0.79' })).toBe('7.9');
    expect(pointsFor(bands, { band: 'partly', value: '0.8' })).toBeUndefined();
    expect(pointsFor(bands, { band: 'unmet', value: '0.6' })).toBeUndefined();
    expect(pointsFor(bands, { band: 'unmet', value: '0' })).toBe('0');
    expect(pointsOf({ ...ratio, ...bands }, { ...nothing, band: 'partly', value: '0.7' })?.sentence).toBe(
      '部分达成年度指标并具有一定效果：10 × 70% = 7.00',
    );
  });
  it('are by satisfied points, and nothing at all after a veto', () => {
    const four = { method: 'points', direction: null, target: null, weight: '4', pointsInAll: 3 } as const;
    expect(pointsFor(four, { pointsMet: [0, 2] })).toBe('2.67');
    expect(pointsFor(four, { pointsMet: [] })).toBe('0');
    expect(pointsFor({ ...four, method: 'veto' }, { pointsMet: [0, 1, 2], vetoed: true })).toBe('0');
    expect(pointsFor({ ...four, method: 'veto' }, { pointsMet: [0, 1, 2] })).toBe('4');
  });
  it('are none where something is missing: never 0', () => {
    expect(pointsFor({}, {})).toBeUndefined();
    expect(pointsFor({ target: null }, { value: '1' })).toBeUndefined();
    expect(pointsFor({ method: 'points', pointsInAll: 3 }, {})).toBeUndefined();
  });
  const hundredths = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((n) => divide(String(n), '100', 2));
  const direction = fc.constantFrom('ge', 'gt', 'eq', 'le', 'lt' as const);
  it('lie between 0 and the weight', () => {
    fc.assert(
      fc.property(direction, hundredths(1000), hundredths(3000), hundredths(100), (way, target, value, weight) => {
        const points = pointsFor({ direction: way, target, weight }, { value }) ?? '-1';
        expect(compare(points, '0')).toBeGreaterThanOrEqual(0);
        expect(compare(points, weight)).toBeLessThanOrEqual(0);
      }),
    );
  });
  it('never fall when more is better and more is there, nor when less is better and less is there', () => {
    fc.assert(
      fc.property(direction, hundredths(500), hundredths(1500), hundredths(1500), (way, target, a, b) => {
        const [lower, higher] = compare(a, b) <= 0 ? [a, b] : [b, a];
        const at = (value: string) => pointsFor({ direction: way, target }, { value }) ?? '-1';
        const rises = compare(at(lower), at(higher)) <= 0;
        const falls = compare(at(lower), at(higher)) >= 0;
        const isLessBetter = way === 'le' || way === 'lt' || (way === 'eq' && compare(target, '0') === 0);
        expect(isLessBetter ? falls : rises).toBe(true);
      }),
    );
  });
});

describe('lights', () => {
  const measure: LightMeasure = { ...ratio, target: '1200', aspect: 'quantity', monthly: null };
  const light = (part: Partial<LightMeasure>, achievement: Partial<Achievement>, month = 6) =>
    lightOf({ ...measure, ...part }, { ...nothing, ...achievement }, month, thresholds.light);
  it('hold a quantity against the time gone by: 60, 80 and 120 %', () => {
    expect(['359.99', '360', '479.99', '480', '719.99', '720'].map((value) => light({}, { value }))).toEqual([
      ...['red', 'yellow', 'yellow', 'green', 'green', 'blue'],
    ]);
  });
  it('hold it to the last digit where a twelfth is no decimal: 0.1 of a sixth is 60 %, and not less', () => {
    const one = { target: '1' };
    expect(['0.0999', '0.1', '0.1333', '0.1334', '0.1999', '0.2'].map((value) => light(one, { value }, 2))).toEqual([
      ...['red', 'yellow', 'yellow', 'green', 'green', 'blue'],
    ]);
  });
  it('hold a target below nothing to being reached', () => {
    const below = (value: string) => light({ target: '-12' }, { value });
    expect([below('-6'), below('-6.1'), below('3')]).toEqual(['green', 'red', 'green']);
  });
  it('hold it against the project’s own plan where there is one', () => {
    const monthly = ['0', '0', '0', '0', '0', '100', '200', '400', '600', '800', '1000', '1200'];
    expect(light({ monthly }, { value: '90' })).toBe('green');
    expect(light({ monthly }, { value: '0' }, 3)).toBe('green');
    expect(expectedBy({ ...measure, monthly }, 7)).toEqual({ of: '200', by: '1' });
  });
  it('hold quality, timeliness and cost against their range', () => {
    expect(light({ aspect: 'quality', unit: '%', target: '95' }, { value: '95' })).toBe('green');
    expect(light({ aspect: 'quality', unit: '%', target: '95' }, { value: '94.9' })).toBe('red');
    expect(light({ aspect: 'cost', direction: 'le' }, { value: '1300' })).toBe('red');
    expect(light({ aspect: 'social', direction: 'le' }, { value: '1200' })).toBe('green');
  });
  it('do not take a rate for something that adds up over the year', () => {
    expect(light({ aspect: 'ecological', unit: '%', target: '95' }, { value: '96' }, 3)).toBe('green');
    expect(light({ aspect: 'ecological', unit: '%', target: '95' }, { value: '70' }, 3)).toBe('yellow');
  });
  it('hold the execution of the budget against the months, without blue', () => {
    const rate = { method: 'execution', aspect: 'execution', target: null, unit: '%' } as const;
    expect(['29', '30', '39', '40', '90'].map((value) => light(rate, { value }))).toEqual([
      ...['red', 'yellow', 'yellow', 'green', 'green'],
    ]);
  });
  it('are by the band, by points, and red after a veto', () => {
    expect(light({ method: 'bands' }, { band: 'partly', value: '0.7' })).toBe('yellow');
    expect(light({ method: 'points', pointsInAll: 4 }, { pointsMet: [0, 1] })).toBe('red');
    expect(light({ method: 'veto', pointsInAll: 1 }, { pointsMet: [0], vetoed: true })).toBe('red');
  });
  it('of a project are its worst', () => {
    expect(worstLight(['green', undefined, 'blue'])).toBe('green');
    expect(worstLight(['blue', 'yellow', 'red'])).toBe('red');
    expect(worstLight([undefined])).toBeUndefined();
  });
  it('leave grades to the unrounded score', () => {
    expect(['90', '89.999', '80', '79.995', '60', '59.99'].map((score) => gradeOf(score, thresholds.grade))).toEqual([
      ...['excellent', 'good', 'good', 'fair', 'fair', 'poor'],
    ]);
  });
});

describe('a project’s score', () => {
  const target = (
    id: number,
    weight: string,
    value: string | null,
    more: Partial<ScoredTarget> = {},
  ): ScoredTarget => ({
    ...{ id, frequency: 'month', valueId: value === null ? null : id, isWaiting: false },
    measure: { ...ratio, weight, aspect: 'quantity', monthly: null },
    achievement: value === null ? null : { ...nothing, value },
    ...more,
  });
  const score = (targets: ScoredTarget[], policy: 'exclude' | 'hold' | 'zero', month = 11) =>
    scoreMonth(targets, policy, month, thresholds);
  const full = [target(1, '60', '92'), target(2, '40', '100')];
  it('is the sum of its points', () => {
    expect(score(full, 'exclude')).toMatchObject({ score: '95.2', grade: 'excellent', knownWeight: '100', missing: 0 });
  });
  const gap = [target(1, '60', '92'), target(2, '40', null)];
  it('leaves what is missing out, holds back, or counts it as nothing: by the policy, and always told', () => {
    expect(score(gap, 'exclude')).toMatchObject({ score: '92', knownWeight: '60', missing: 1 });
    expect(score(gap, 'hold')).toMatchObject({ score: null, grade: null, missing: 1 });
    expect(score(gap, 'zero')).toMatchObject({ score: '55.2', knownWeight: '100', missing: 1 });
  });
  it('does not count as nothing what is not due yet, or waits for review', () => {
    const early = [target(1, '60', '92'), target(2, '40', null, { frequency: 'year' })];
    expect(score(early, 'zero')).toMatchObject({ score: '92', missing: 0 });
    expect(score(early, 'zero', 12)).toMatchObject({ score: '55.2', missing: 1 });
    const waiting = [target(1, '60', '92'), target(2, '40', null, { isWaiting: true })];
    expect(score(waiting, 'hold')).toMatchObject({ score: '92', missing: 0 });
    expect(score(waiting, 'zero').targets[1]).toMatchObject({ state: 'waiting', points: null });
  });
  it('is none while nothing is known', () => {
    expect(score([target(1, '100', null)], 'exclude')).toMatchObject({ score: null, knownWeight: '0' });
  });
  it('does not mind the order of its targets', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.option(fc.integer({ min: 0, max: 150 }))), {
      minLength: 1,
    });
    fc.assert(
      fc.property(some, fc.constantFrom('exclude', 'zero' as const), (rows, policy) => {
        const targets = rows.map(([weight, value], id) =>
          target(id, String(weight), value === null ? null : String(value)),
        );
        const turned = [...targets].reverse();
        expect(score(turned, policy as 'zero').score).toBe(score(targets, policy as 'zero').score);
      }),
    );
  });
  it('falls due by the rhythm of its indicators', () => {
    expect([
      isDue('month', 1),
      isDue('quarter', 2),
      isDue('quarter', 3),
      isDue('half-year', 6),
      isDue(null, 11),
    ]).toEqual([...[true, false, true, true, false]]);
  });
});

describe('scores of a group', () => {
  it('are weighted by budget, and plain; who has none is counted and left out', () => {
    const members = [
      { score: '90', budgetFen: '300' },
      { score: '60', budgetFen: '100' },
      { score: null, budgetFen: '1000' },
    ];
    expect(rollUp(members)).toEqual({ weighted: '82.5', plain: '75', projects: 3, scored: 2 });
    expect(rollUp([])).toEqual({ weighted: null, plain: null, projects: 0, scored: 0 });
  });
});
