import { expect, it } from 'vitest';
import type { Loan } from '../../../contracts/loans.ts';
import { dayEnd, dayStart, lastDay, loanState, postName, termText } from './terms.rules.ts';

const at = dayStart('2026-11-25');

it('lasts all of its last day, by the calendar of Shanghai', () => {
  expect(new Date(at).toISOString()).toBe('2026-11-24T16:00:00.000Z');
  expect(lastDay(dayEnd('2026-11-30'))).toBe('2026-11-30');
  expect(termText(at, dayEnd('2026-11-30'))).toBe('2026-11-25 至 2026-11-30');
  expect(termText(at, null)).toBe('2026-11-25 至 长期');
});

it('names a post, and whose it is when it was lent', () => {
  const post = { role: 'street', organisationName: '红山街道办事处', lentBy: null } as const;
  expect(postName(post)).toBe('街道　红山街道办事处');
  expect(postName({ ...post, lentBy: '李四' })).toBe('街道　红山街道办事处（代李四）');
});

it('tells a loan that is to come from one that runs and one that is over', () => {
  const loan = { fromAt: at, untilAt: at + 10, endedAt: null } as Loan;
  expect([-1, 0, 9, 10].map((later) => loanState(loan, at + later))).toEqual(['coming', 'running', 'running', 'over']);
  expect(loanState({ ...loan, endedAt: at + 1 }, at + 2)).toBe('over');
});
