/** What stands for one hidden character. */
const STAR = '*';

/** Keeps so many characters at both ends; a text too short for that is hidden whole. */
const keepEnds = (text: string, head: number, tail: number): string => {
  const letters = [...text];
  const hidden = letters.length - head - tail;
  if (hidden < Math.min(4, letters.length)) return STAR.repeat(Math.max(letters.length, 1));
  return [...letters.slice(0, head), ...Array<string>(hidden).fill(STAR), ...letters.slice(letters.length - tail)].join(
    '',
  );
};

/** `138****1234`: enough to tell which of one's own numbers it is. */
export const maskPhone = (phone: string): string => keepEnds(phone, 3, 4);

/** `3201**********1234`: region and last four; the birthday stays hidden. */
export const maskIdNumber = (idNumber: string): string => keepEnds(idNumber, 4, 4);

/** A phone number as it is kept and searched for: digits only, without the country's +86. */
export const plainPhone = (text: string): string => text.replace(/[\s\-()]/g, '').replace(/^(\+|00)86/, '');

/** Mobile numbers of the mainland, and landlines with their area code. */
export const isPhone = (plain: string): boolean => /^1[3-9]\d{9}$|^0\d{9,11}$/.test(plain);

/** An identity number as it is kept and searched for. */
export const plainIdNumber = (text: string): string => text.replace(/\s/g, '').toUpperCase();

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';

/** GB 11643-1999: 17 digits with a date that exists, and the check character of ISO 7064 MOD 11-2. */
export function isIdNumber(plain: string): boolean {
  const [, year, month, day] = /^[1-9]\d{5}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/.exec(plain) ?? [];
  if (year === undefined) return false;
  const born = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (born.getUTCMonth() !== Number(month) - 1 || born.getUTCDate() !== Number(day)) return false;
  const sum = WEIGHTS.reduce<number>((total, weight, i) => total + weight * Number(plain[i]), 0);
  return CHECK[sum % 11] === plain[17];
}
