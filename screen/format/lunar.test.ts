import { expect, it } from 'vitest';
import { lunarText } from './lunar.ts';

it('prints the lunar date of the day in Shanghai', () => {
  expect(lunarText(Date.parse('2026-11-23T10:00+08:00'))).toBe('农历十月十五');
  expect(lunarText(Date.parse('2026-02-17T00:30+08:00'))).toBe('农历正月初一');
  expect(lunarText(Date.parse('2026-02-16T23:30+08:00'))).toBe('农历腊月廿九');
  expect(lunarText(Date.parse('2025-07-30T12:00+08:00'))).toBe('农历闰六月初六');
});
