import { describe, expect, it } from 'vitest';
import type { DeclarationFacts } from '../../../contracts/targets.ts';
import { checkDeclaration, whyNotStep, type CheckedTarget, type StandingDeclaration } from './targets.rules.ts';

const facts = (more: Partial<DeclarationFacts> = {}): DeclarationFacts => ({
  ...{ attribute: 'new', wholeGoal: '', annualGoal: '完成年度任务', initialFen: null, fiscalFen: '100' },
  ...{ carriedFen: null, otherFen: null, ...more },
});
const target = (id: number, more: Partial<CheckedTarget> = {}): CheckedTarget => ({
  ...{
    id,
    first: '产出',
    method: 'ratio',
    aspect: 'quantity',
    points: [],
    weight: '100',
    target: '10',
    targetText: '',
  },
  ...{ orgCode: 'D-1', personId: null, monthly: null, note: '', ...more },
});
const codes = (targets: readonly CheckedTarget[], more: Partial<DeclarationFacts> = {}) =>
  checkDeclaration(facts(more), targets).map(({ code, targetId }) => [code, targetId]);

describe('a declaration before it is submitted', () => {
  it('is whole: weights, goal, money, targets, who answers for them', () => {
    expect(codes([target(1)])).toEqual([]);
    expect(codes([target(1, { weight: '99.5' })])).toEqual([['weights-are-not-100', null]]);
    expect(codes([target(1)], { annualGoal: ' ', fiscalFen: '0' })).toEqual([
      ['goal-missing', null],
      ['money-missing', null],
    ]);
    expect(codes([target(1, { target: null, orgCode: null })])).toEqual([
      ['target-missing', 1],
      ['responsible-missing', 1],
    ]);
    expect(codes([target(1, { aspect: 'satisfaction' })])).toEqual([['output-and-benefit-below-60', null]]);
  });
  it('says in words what is aimed at where that is no number', () => {
    const bands = { method: 'bands', target: null } as const;
    expect(codes([target(1, bands)])).toEqual([['words-missing', 1]]);
    expect(codes([target(1, { ...bands, targetText: '  ' })])).toEqual([['words-missing', 1]]);
    expect(codes([target(1, { ...bands, targetText: '长效管护机制健全' })])).toEqual([]);
    for (const method of ['points', 'veto'] as const) {
      expect(codes([target(1, { method, target: null })])).toEqual([['words-missing', 1]]);
      expect(codes([target(1, { method, target: null, points: ['制度健全'] })])).toEqual([]);
    }
  });
  it('has plans by month that never fall and end at the target', () => {
    const plan = (last: string) => [...Array.from({ length: 11 }, () => '5'), last];
    expect(codes([target(1, { monthly: plan('10') })])).toEqual([]);
    expect(codes([target(1, { monthly: plan('9') })])).toEqual([['monthly-misses-target', 1]]);
    expect(codes([target(1, { monthly: ['6', ...plan('10').slice(1)] })])).toEqual([['monthly-falls', 1]]);
  });
});

describe('a step with a declaration', () => {
  const standing = (more: Partial<StandingDeclaration> = {}): StandingDeclaration => ({
    ...{ state: 'draft', revision: 3, submittedById: null, closedAt: null, ...more },
  });
  it('is deleting only of drafts, of the edition that was seen, and not in a closed year', () => {
    const why = (more: Partial<StandingDeclaration>, revision = 3) =>
      whyNotStep(standing(more), 'delete', { personId: 1, revision })?.code;
    expect(why({})).toBeUndefined();
    expect(why({}, 2)).toBe('changed-meanwhile');
    expect(why({ state: 'submitted' })).toBe('not-in-this-state');
    expect(why({ state: 'approved' })).toBe('not-in-this-state');
    expect(why({ closedAt: 1 })).toBe('not-in-this-state');
  });
  it('is approving by somebody else than who submitted it', () => {
    const submitted = standing({ state: 'submitted', submittedById: 1 });
    expect(whyNotStep(submitted, 'approve', { personId: 1 })?.code).toBe('own-change');
    expect(whyNotStep(submitted, 'approve', { personId: 2 })).toBeUndefined();
  });
});
