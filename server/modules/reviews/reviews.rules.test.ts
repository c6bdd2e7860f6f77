import { describe, expect, it } from 'vitest';
import { lifecycleCharts, type LifecycleStep } from '../../../contracts/lifecycles.ts';
import { pointsOf } from '../../../contracts/reviewChecklists.ts';
import { reviewKinds, reviewPlaces, type NewChangeOrder } from '../../../contracts/reviews.ts';
import { charts } from '../lifecycles/charts.ts';
import { monthsAfter } from '../../platform/calendar.rules.ts';
import { closingOf, cutShareOf, whyNotPropose } from './reviews.rules.ts';

const at = (day: string): number => Date.parse(`${day}T10:30:00+08:00`);
const step = (from: string, to: string, day: string): LifecycleStep => ({
  ...{ seq: 1, from, action: 'advance', to, at: at(day), by: null, reason: null, overridden: false },
});

describe('a review', () => {
  it('has its place in states and rows that its chart has, and asks for the document that is noted', () => {
    for (const chart of lifecycleCharts)
      for (const place of Object.values(reviewPlaces[chart])) {
        const rows = charts[chart].rows;
        const states = charts[chart].states.map(({ code }) => code);
        expect(states).toEqual(expect.arrayContaining([...place.fills, place.concludes]));
        expect(rows.some(({ documents }) => documents.includes(place.document))).toBe(true);
        for (const { action, to } of Object.values(place.outcomes))
          if (action !== 'suspend')
            expect(rows.some((row) => row.from === place.concludes && row.action === action && row.to === to)).toBe(
              true,
            );
      }
  });

  it('looks at points with codes of their own', () => {
    for (const kind of reviewKinds) {
      const codes = pointsOf(kind).map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });
});

describe('the clock of the final account', () => {
  it('runs three months from acceptance, two more at most, by the calendar', () => {
    const steps = [step('S130', 'S140', '2026-11-30'), step('S150', 'S170', '2027-04-01')];
    const closing = closingOf(steps, [], { regular: 3, extension: 2 });
    expect(closing.dueAt).toBe(at('2027-02-28'));
    expect(closing.latestAt).toBe(at('2027-04-30'));
    expect(closing.settledAt).toBe(at('2027-04-01'));
  });

  it('does not run before', () => {
    expect(closingOf([], [], { regular: 3, extension: 2 })).toMatchObject({
      acceptedAt: null,
      dueAt: null,
      latestAt: null,
    });
  });

  it('counts months to the last day of a shorter one, over the turn of a year too', () => {
    expect(monthsAfter(at('2027-12-31'), 2)).toBe(at('2028-02-29'));
    expect(monthsAfter(Date.parse('2026-01-31T23:30:00+08:00'), 1)).toBe(Date.parse('2026-02-28T23:30:00+08:00'));
    expect(monthsAfter(Date.parse('2026-03-01T00:00:00+08:00'), 12)).toBe(Date.parse('2027-03-01T00:00:00+08:00'));
  });
});

describe('what a settlement review cut', () => {
  it('is a share of what was submitted, exact, and unknown where either is', () => {
    expect(cutShareOf('6400000000', '5980000000')).toBe('0.0656');
    expect(cutShareOf('100', '100')).toBe('0');
    expect(cutShareOf(null, '100')).toBeNull();
    expect(cutShareOf('100', null)).toBeNull();
  });
});

describe('a change', () => {
  const order: NewChangeOrder = {
    ...{ kind: 'works', cause: 'site', title: '管线', content: '迁改' },
    ...{ amountFen: '100', days: 0, fundSource: '预备费' },
  };
  it('of works changes money or time, and says where more money comes from', () => {
    expect(whyNotPropose(order, null)).toBeUndefined();
    expect(whyNotPropose({ ...order, amountFen: '0' }, null)?.detail).toContain('无须办理');
    expect(whyNotPropose({ ...order, fundSource: ' ' }, null)?.detail).toContain('资金来源');
    expect(whyNotPropose({ ...order, amountFen: '-100', fundSource: '' }, null)).toBeUndefined();
  });
  it('of the budget needs one, another than it is, and money for what is more', () => {
    const budget: NewChangeOrder = { ...order, kind: 'budget' };
    expect(whyNotPropose(budget, null)?.detail).toContain('尚未登记概算');
    expect(whyNotPropose(budget, '100')?.detail).toContain('相同');
    expect(whyNotPropose({ ...budget, fundSource: '' }, '99')?.detail).toContain('第二十三条');
    expect(whyNotPropose({ ...budget, fundSource: '' }, '101')).toBeUndefined();
  });
});
