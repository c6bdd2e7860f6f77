import { DASH, grouped, MINUS } from './number.ts';

/**
 * An exact number in units of its last decimal that is shown, half rounded away from zero. From its digits alone: floating
 * point would print 86.935 as 86.93.
 */
export function roundedUnits(text: string, decimals: number): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const rounded = fraction.charAt(decimals) >= '5' ? kept + 1n : kept;
  return sign === '' ? rounded : -rounded;
}

/** An exact number as the house prints scores: two decimals, true minus, commas from 10,000; a dash for what is missing. */
export function decimalText(text: string | null, decimals = 2): string {
  if (text === null) return DASH;
  const units = roundedUnits(text, decimals);
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const body = (whole.length > 4 ? grouped(whole) : whole) + (decimals === 0 ? '' : `.${digits.slice(-decimals)}`);
  return units < 0n ? MINUS + body : body;
}
