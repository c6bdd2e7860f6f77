import { compare, multiply } from '../../platform/exact.rules.ts';

/**
 * Exact numbers for reported values: DecimalText has at most eight decimals, so every one of them is a whole number of
 * hundred-millionths, and comparing or dividing whole numbers loses nothing.
 */
const PLACES = 8;
const ONE = 10n ** BigInt(PLACES);

/** A DecimalText in hundred-millionths. */
export function scaled(text: string): bigint {
  const isNegative = text.startsWith('-');
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole) * ONE + BigInt(part.padEnd(PLACES, '0').slice(0, PLACES));
  return isNegative ? -digits : digits;
}

/** Whether a ≥ ratio × b, exactly. */
export const reaches = (a: string, ratio: string, b: string): boolean => compare(a, multiply(ratio, b)) >= 0;

/** How many decimals a DecimalText really needs: `2.50` needs one. */
export const decimalsOf = (text: string): number => (text.split('.')[1] ?? '').replace(/0+$/, '').length;

/** part ÷ whole × 100, rounded half away from zero to so many decimals, without idle zeroes; undefined by nothing. */
export function percentOf(part: bigint, whole: bigint, decimals: number): string | undefined {
  if (whole <= 0n) return undefined;
  const unit = 10n ** BigInt(decimals);
  const twice = 2n * part * 100n * unit;
  const size = ((twice < 0n ? -twice : twice) + whole) / (2n * whole);
  return plainText(twice < 0n ? -size : size, decimals);
}

/** So many units of the last decimal as text: (8637n, 2) is 86.37, (8600n, 2) is 86. */
export function plainText(units: bigint, decimals: number): string {
  const digits = `${units < 0n ? -units : units}`.padStart(decimals + 1, '0');
  const [whole, part] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)];
  const kept = part.replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`;
}
