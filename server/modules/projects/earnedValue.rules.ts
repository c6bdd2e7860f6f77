/**
 * Earned value, domain.md 7.1, exact: money in fen and shares in hundred-thousandths (numeric(6,5)) are integers, so
 * PV = BAC·plan and EV = BAC·progress are integers too, in hundred-thousandths of a fen. Nothing is rounded until a ratio
 * becomes a number for the screen. AC is the payments up to the week's close (支付口径).
 */
export type Fen = bigint;
/** A share in hundred-thousandths: 51 % is 51000n. */
export type ShareE5 = bigint;
/** Money times a share: hundred-thousandths of a fen. */
export type FenE5 = bigint;

export const ONE: ShareE5 = 100_000n;

/** The text of numeric(6,5), 0 to 1, as hundred-thousandths. */
export function parseShare(text: string): ShareE5 {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * ONE + BigInt(fraction.padEnd(5, '0').slice(0, 5));
}

/** A budget's part: PV from the plan, EV from the verified progress. */
export const valueOf = (budget: Fen, share: ShareE5): FenE5 => budget * share;

const RATIO_PLACES = 6;
const DIGITS = 10n ** BigInt(RATIO_PLACES);
/**
 * A ratio rounded to six places, for people to read, or null when there is nothing to divide by (a divisor that is not
 * above zero). Nothing is judged by it: what is held against a limit is multiplied out (limit.rules.ts).
 */
export function ratio(dividend: bigint, divisor: bigint): number | null {
  if (divisor <= 0n) return null;
  const scaled = dividend * DIGITS * 2n + (dividend < 0n ? -divisor : divisor);
  // Read as a decimal it is the number nearest to it, however large; divided it would be only below 2^53.
  return Number(`${scaled / (divisor * 2n)}e-${RATIO_PLACES}`);
}

/** SPI = EV / PV. */
export const spiOf = (earned: FenE5, planned: FenE5): number | null => ratio(earned, planned);
/** CPI = EV / AC. */
export const cpiOf = (earned: FenE5, paid: Fen): number | null => ratio(earned, paid * ONE);
