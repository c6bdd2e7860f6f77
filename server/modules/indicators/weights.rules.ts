import { add, compare } from '../../platform/exact.rules.ts';

/**
 * Weights are added and compared exactly, as whole numbers of hundred-millionths: no wire carries more digits
 * (contracts/schema.ts, DecimalText).
 */
const DIGITS = 8;

/** `12.5` as 1250000000. */
export function unitsOf(weight: string): bigint {
  const [whole = '0', part = ''] = weight.replace('-', '').split('.');
  const units = BigInt(whole) * 10n ** BigInt(DIGITS) + BigInt(part.slice(0, DIGITS).padEnd(DIGITS, '0'));
  return weight.startsWith('-') ? -units : units;
}

/** 1250000000 as `12.5`. */
export function textOf(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(DIGITS + 1, '0');
  const part = digits.slice(-DIGITS).replace(/0+$/, '');
  const text = `${digits.slice(0, -DIGITS)}${part === '' ? '' : `.${part}`}`;
  return units < 0n ? `-${text}` : text;
}

export const sumOf = (weights: readonly string[]): string => add(...weights);

export const areEqual = (one: string, other: string): boolean => compare(one, other) === 0;
