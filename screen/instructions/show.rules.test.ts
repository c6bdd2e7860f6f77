import { expect, it } from 'vitest';
import { dueText, stateTone } from './show.rules.ts';

it('says how an instruction stands to its day until it is reported finished', () => {
  const due = (dueOn: string, state: 'issued' | 'finished' = 'issued') => dueText({ state, dueOn }, '2026-11-25');
  expect(due('2026-11-25')).toBe('今日到期');
  expect(due('2026-12-01')).toBe('剩余 6 天');
  expect(due('2026-11-20')).toBe('超期 5 天');
  expect(due('2026-11-20', 'finished')).toBe('');
  expect(stateTone({ state: 'received', isOverdue: true })).toBe('bad');
  expect(stateTone({ state: 'received', isOverdue: false })).toBe('chosen');
});
