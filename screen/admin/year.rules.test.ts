import { expect, it } from 'vitest';
import { yearOf, yearsAround } from './year.rules.ts';

it('begins at midnight in Nanjing, not in Greenwich', () => {
  expect(yearOf(Date.UTC(2026, 11, 31, 15, 59))).toBe(2026);
  expect(yearOf(Date.UTC(2026, 11, 31, 16, 0))).toBe(2027);
});

it('offers the year to come and three past ones, and whatever is chosen already', () => {
  expect(yearsAround(2026, null)).toEqual([2027, 2026, 2025, 2024, 2023]);
  expect(yearsAround(2026, 2025)).toHaveLength(5);
  expect(yearsAround(2026, 2019).at(-1)).toBe(2019);
});
