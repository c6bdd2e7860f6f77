import { DASH, grouped, MINUS } from './number.ts';

/** Decimals in their own digits: moved, added and rounded by whole numbers, never as floating point. */
const DECIMAL = /^-?\d{1,12}(\.\d{1,8})?$/;
/** As many as a wire carries (contracts/schema.ts, DecimalText). */
const PLACES = 8;
/** Fen are the sixth decimal of 万元. */
const FEN_PLACES = 6;

export const isDecimal = (text: string): boolean => DECIMAL.test(text);

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

/** So many units of a decimal as text, without zeros at its end. */
function textOf(units: bigint, places: number): string {
  const body = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const fraction = body.slice(-places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${body.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Exact; what is no decimal counts for nothing. */
export const sumOf = (texts: readonly string[]): string =>
  textOf(
    texts.filter(isDecimal).reduce((sum, text) => sum + roundedUnits(text, PLACES), 0n),
    PLACES,
  );

/** Without zeros at its end. */
export const shownDecimal = (text: string): string => textOf(roundedUnits(text, PLACES), PLACES);

/** The same number with its point moved so many places to the right: a share as per cent, and back. Exact. */
export const movedPoint = (text: string, places: number): string => textOf(roundedUnits(text, PLACES), PLACES - places);

/** Fen as 万元, exact. */
export const wanOf = (fen: string): string => textOf(BigInt(fen), FEN_PLACES);
/** 万元 as fen; null where it is none, or finer than a fen. */
export const fenOf = (wan: string): string | null =>
  /^\d{1,9}(\.\d{1,6})?$/.test(wan) ? String(roundedUnits(wan, FEN_PLACES)) : null;
