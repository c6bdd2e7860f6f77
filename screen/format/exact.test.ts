import { expect, it } from 'vitest';
import { fenOf, isDecimal, shownDecimal, sumOf, wanOf } from './exact.ts';

it('adds decimals exactly', () => {
  expect(sumOf(['0.1', '0.2'])).toBe('0.3');
  expect(sumOf(['99.99', '0.01', ''])).toBe('100');
  expect(sumOf(['1', '-2.5'])).toBe('-1.5');
  expect(sumOf([])).toBe('0');
  expect(isDecimal('1e3')).toBe(false);
  expect(shownDecimal('92.500')).toBe('92.5');
});

it('moves money between 万元 and fen without losing one', () => {
  expect(wanOf('3000000001')).toBe('3000.000001');
  expect(wanOf('0')).toBe('0');
  expect(fenOf('3000.000001')).toBe('3000000001');
  expect(fenOf('0.5')).toBe('500000');
  for (const wrong of ['', '-1', '1.0000001', '一百', '1,000']) expect(fenOf(wrong)).toBeNull();
});
