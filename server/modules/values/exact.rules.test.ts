import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compare } from '../../platform/exact.rules.ts';
import { decimalsOf, percentOf, plainText, reaches, scaled } from './exact.rules.ts';

const number = fc.tuple(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), fc.integer({ min: 0, max: 8 }));
const textOf = ([units, decimals]: readonly [bigint, number]) => plainText(units, decimals);

it('keeps every digit that a reported number may have', () => {
  expect(scaled('999999999999.99999999')).toBe(99_999_999_999_999_999_999n);
  expect(scaled('-0.5')).toBe(-50_000_000n);
  expect(plainText(8637n, 2)).toBe('86.37');
  expect(plainText(-5n, 3)).toBe('-0.005');
  fc.assert(fc.property(number, (n) => scaled(textOf(n)) === n[0] * 10n ** BigInt(8 - n[1])));
});

it('orders numbers as whole numbers are ordered, where floating point numbers no longer tell them apart', () => {
  expect(compare('0.30000001', '0.3')).toBe(1);
  expect(compare('999999999999.00000001', '999999999999')).toBe(1);
  expect(compare('2.50', '2.5')).toBe(0);
  fc.assert(
    fc.property(number, number, (a, b) => compare(textOf(a), textOf(b)) === -compare(textOf(b), textOf(a)) + 0),
  );
});

it('finds a share of the target reached exactly at its edge', () => {
  expect(reaches('130', '1.3', '100')).toBe(true);
  expect(reaches('129.99999999', '1.3', '100')).toBe(false);
  expect(reaches('0.39', '1.3', '0.3')).toBe(true);
});

it('counts the decimals that a number needs', () => {
  expect(['2', '2.50', '0.001', '3.0'].map(decimalsOf)).toEqual([0, 1, 3, 0]);
});

it('rounds rates half away from zero, and has none of nothing', () => {
  expect(percentOf(863_700n, 1_000_000n, 2)).toBe('86.37');
  expect(percentOf(1n, 3n, 4)).toBe('33.3333');
  expect(percentOf(1n, 8n, 2)).toBe('12.5');
  expect(percentOf(1n, 800n, 2)).toBe('0.13');
  expect(percentOf(-1n, 800n, 2)).toBe('-0.13');
  expect(percentOf(5n, 0n, 2)).toBeUndefined();
});
