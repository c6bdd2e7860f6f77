/** Numbers as the house prints them (spec 7): true minus U+2212, commas from 10,000, a dash for what is missing. */
export const DASH = '—';
export const MINUS = '\u2212';

export const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

export function formatNumber(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = '0', rest] = fixed.split('.');
  const body = (whole.length > 4 ? grouped(whole) : whole) + (rest === undefined ? '' : `.${rest}`);
  return value < 0 && Number(fixed) !== 0 ? MINUS + body : body;
}

/** A rate of 0..1 as a percentage without its sign of unit. */
export const formatPercent = (rate: number | null | undefined, digits = 1): string =>
  rate === null || rate === undefined ? DASH : formatNumber(rate * 100, digits);

/** A difference of two rates in percentage points, always signed. */
export function formatPoints(difference: number | null): string {
  if (difference === null) return DASH;
  const text = formatNumber(difference * 100, 1);
  return difference * 100 >= 0.05 ? `+${text}` : text;
}

/** Fen to 亿元. One decimal is shown, so the double's 15 digits are ample for any district's budget. */
const FEN_PER_YI = 1e10;
export const yiOf = (fen: string | null | undefined): number | null =>
  fen === null || fen === undefined ? null : Number(fen) / FEN_PER_YI;

/** Fen to whole 万元 as project pages print them: commas from the thousand on (spec 7). */
const FEN_PER_WAN = 1_000_000;
export const formatWan = (fen: string | null | undefined): string =>
  fen === null || fen === undefined ? DASH : formatWhole(Number(fen) / FEN_PER_WAN);
function formatWhole(value: number): string {
  const digits = grouped(Math.abs(value).toFixed(0));
  return value < 0 && Number(value.toFixed(0)) !== 0 ? MINUS + digits : digits;
}

/** An exact difference with its sign, as its own digits say: `−0.31`, `+1.2`, `0`. */
export function signed(decimal: string): string {
  if (decimal.startsWith('-')) return MINUS + decimal.slice(1);
  return /[1-9]/.test(decimal) ? `+${decimal}` : decimal;
}
