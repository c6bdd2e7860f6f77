/** Decimals in their own digits: added and moved by whole numbers, never as floating point. */
const DECIMAL = /^-?\d{1,12}(\.\d{1,8})?$/;
const PLACES = 8;

export const isDecimal = (text: string): boolean => DECIMAL.test(text);
const scaled = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(PLACES, '0'));
  return text.startsWith('-') ? -digits : digits;
};
function textOf(digits: bigint, places: number): string {
  const sign = digits < 0n ? '-' : '';
  const body = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
  const fraction = body.slice(-places).replace(/0+$/, '');
  return `${sign}${body.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Exact; what is no decimal counts for nothing. */
export const sumOf = (texts: readonly string[]): string =>
  textOf(
    texts.filter(isDecimal).reduce((sum, text) => sum + scaled(text), 0n),
    PLACES,
  );

/** Without zeros at its end. */
export const shownDecimal = (text: string): string => textOf(scaled(text), PLACES);

const FEN_PLACES = 6;
/** Fen as 万元, exact. */
export const wanOf = (fen: string): string => textOf(BigInt(fen), FEN_PLACES);
/** 万元 as fen; null where it is none, or finer than a fen. */
export function fenOf(wan: string): string | null {
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(wan)) return null;
  const [whole = '0', fraction = ''] = wan.split('.');
  return BigInt(whole + fraction.padEnd(FEN_PLACES, '0')).toString();
}
