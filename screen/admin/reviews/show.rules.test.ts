import { expect, it } from 'vitest';
import type { ChangeOrder } from '../../../contracts/reviews.ts';
import { daysTo, effectOf, unmetIn } from './show.rules.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);

it('a deadline is counted in calendar days, and late from the day after', () => {
  expect(daysTo(at('2026-11-25T09:00'), at('2026-11-25T23:59'))).toEqual({ days: 0, isLate: false });
  expect(daysTo(at('2026-11-25T09:00'), at('2026-11-26T00:01'))).toEqual({ days: 1, isLate: true });
  expect(daysTo(at('2026-12-25T09:00'), at('2026-11-25T23:00'))).toEqual({ days: 30, isLate: false });
});

it('a change tells what it does to the money, with its sign', () => {
  const order: ChangeOrder = {
    ...{ id: 1, seq: 1, kind: 'works', cause: 'site', title: '', content: '', fundSource: '', state: 'proposed' },
    ...{ amountFen: '-1250000', beforeFen: null, days: -3, proposedBy: '', proposedAt: 0, decidedBy: null },
    ...{ decidedAt: null, number: '', opinion: '', isOwn: false, mayDecide: false },
  };
  expect(effectOf(order)).toBe('造价 −1.25 万元，工期 −3 天');
  expect(effectOf({ ...order, kind: 'budget', amountFen: '2000000', beforeFen: '1000000' })).toBe('概算 1 → 2 万元');
});

it('what is not met is counted', () => {
  expect(
    unmetIn([
      { code: 'a', verdict: 'no', note: '' },
      { code: 'b', verdict: 'na', note: '' },
    ]),
  ).toBe(1);
});
