import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, areEqual, compare, decimalsOf, divide, isPositive, percentOf, reaches } from './exact.rules.ts';

/** Numbers as the wires carry them: twelve digits before the point at most, eight behind it. */
const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n) + 1n, max: 10n ** 12n - 1n }), fc.integer({ min: 0, max: 10 ** 8 - 1 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(8, '0')}`);
const unitsOf = (text: string): bigint => BigInt(text.replace('.', ''));

it('adds and orders numbers as whole numbers are, where floating point numbers no longer tell them apart', () => {
  expect(add('0.1', '0.2')).toBe('0.3');
  expect(add('33.33', '33.33', '33.34')).toBe('100');
  expect(add()).toBe('0');
  expect(areEqual('4', '4.00')).toBe(true);
  expect(areEqual('0.1', '-0.1')).toBe(false);
  expect(compare('0.30000001', '0.3')).toBe(1);
  expect(compare('999999999999.00000001', '999999999999')).toBe(1);
  expect([isPositive('0.00000001'), isPositive('0'), isPositive('-1')]).toEqual([true, false, false]);
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [left, right] = [unitsOf(a), unitsOf(b)];
      expect(compare(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0);
      expect(areEqual(add(a, b), divide(String(left + right), '100000000', 8))).toBe(true);
    }),
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
  expect(percentOf('863700', '1000000', 2)).toBe('86.37');
  expect(percentOf('1', '3', 4)).toBe('33.3333');
  expect(percentOf('1', '8', 2)).toBe('12.5');
  expect(percentOf('1', '800', 2)).toBe('0.13');
  expect(percentOf('-1', '800', 2)).toBe('-0.13');
  expect(percentOf('5', '0', 2)).toBeUndefined();
  expect(percentOf('100000000000000001', '100000000000000001', 2)).toBe('100');
});
