import Big from 'big.js';

/** A decimal as the wires carry it. */
export type Decimal = string;

/** Exact. */
export const add = (...parts: readonly Decimal[]): Decimal =>
  parts.reduce((sum, part) => sum.plus(part), new Big(0)).toFixed();
export const subtract = (from: Decimal, what: Decimal): Decimal => new Big(from).minus(what).toFixed();
export const multiply = (a: Decimal, b: Decimal): Decimal => new Big(a).times(b).toFixed();
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => new Big(a).cmp(b);
export const least = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
export const isZero = (a: Decimal): boolean => new Big(a).eq(0);

/**
 * The quotient, rounded half up once, at `places`: the division is carried exactly that far, never to a number of
 * digits that is rounded again. @throws RangeError when `by` is 0
 */
export function divide(what: Decimal, by: Decimal, places: number): Decimal {
  if (isZero(by)) throw new RangeError('a quotient by 0');
  return new (calculatorOf(places))(what).div(by).toFixed();
}

/** One for each number of places: to make one costs more than the division itself. */
const calculators = new Map<number, ReturnType<typeof Big>>();
function calculatorOf(places: number): ReturnType<typeof Big> {
  const known = calculators.get(places);
  if (known !== undefined) return known;
  const calculator = Big();
  calculator.DP = places;
  calculator.RM = Big.roundHalfUp;
  calculators.set(places, calculator);
  return calculator;
}

/** Rounded half up to `places`. */
export const rounded = (a: Decimal, places: number): Decimal =>
  new Big(a).round(places, Big.roundHalfUp).toFixed(places);

/** Without zeros at its end: `92.50` is `92.5`. */
export const shown = (a: Decimal): Decimal => new Big(a).toFixed();

export const isPositive = (a: Decimal): boolean => new Big(a).gt(0);
export const areEqual = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;

/** Whether a ≥ ratio × b, exactly. */
export const reaches = (a: Decimal, ratio: Decimal, b: Decimal): boolean => compare(a, multiply(ratio, b)) >= 0;

/** How many decimals a number really needs: `2.50` needs one. */
export const decimalsOf = (a: Decimal): number => (a.split('.')[1] ?? '').replace(/0+$/, '').length;

/** part ÷ whole × 100, rounded half up to so many decimals, without idle zeroes; undefined by nothing. */
export const percentOf = (part: Decimal, whole: Decimal, places: number): Decimal | undefined =>
  isPositive(whole) ? divide(multiply(part, '100'), whole, places) : undefined;

/** Fen as yuan with two places. */
export const fenAsYuan = (fen: Decimal): Decimal => new Big(fen).div(100).toFixed(2);
