import { expect, it } from 'vitest';
import { decimalText, fenOf, isDecimal, roundedUnits, shownDecimal, sumOf, wanOf } from './decimal.rules.ts';

it('rounds half up from the digits, where floating point would not', () => {
  const texts = ['86.935', '1.005', '86.93499999', '91.995', '99.995', '0.005', '92', '92.4', '0'];
  expect(texts.map((text) => decimalText(text))).toEqual([
    '86.94',
    '1.01',
    '86.93',
    '92.00',
    '100.00',
    '0.01',
    '92.00',
    '92.40',
    '0.00',
  ]);
});

it('prints a dash for what is missing, the true minus, commas from 10,000, and no minus before a zero', () => {
  expect(decimalText(null)).toBe('—');
  expect(decimalText('-2.945')).toBe('\u22122.95');
  expect(decimalText('-0.004')).toBe('0.00');
  expect(decimalText('9999.994')).toBe('9999.99');
  expect(decimalText('1234567.5', 1)).toBe('1,234,567.5');
  expect(decimalText('81.5', 0)).toBe('82');
});

it('keeps every digit of the longest number that the wires carry', () => {
  expect(roundedUnits('123456789012.12345678', 8)).toBe(12345678901212345678n);
  expect(decimalText('999999999999.995')).toBe('1,000,000,000,000.00');
});

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
