/** Asia/Shanghai is UTC+8 without summer time since 1992, so its calendar is plain arithmetic. */
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
const SHANGHAI_OFFSET = 8 * HOUR;

/** Milliseconds since the last midnight in Shanghai. */
export const sinceMidnight = (at: number): number => (((at + SHANGHAI_OFFSET) % DAY) + DAY) % DAY;

/** Hour of the day in Shanghai with its fraction, 0 <= h < 24. */
export const hourOf = (at: number): number => sinceMidnight(at) / HOUR;

/** Place in the year, 0..1, from the first of January 1970; good enough for a climate. */
export const yearShareOf = (at: number): number => ((((at / DAY) % 365.2425) + 365.2425) % 365.2425) / 365.2425;

/** 0 before `from`, 1 after `to`, eased in between. */
export function rise(from: number, to: number, x: number): number {
  const share = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return share * share * (3 - 2 * share);
}

/** A hill of height 1 at `centre` hours which has faded at `width` hours to either side, around the clock. */
export function hill(centre: number, width: number, hour: number): number {
  const apart = Math.abs(((hour - centre + 36) % 24) - 12);
  return apart >= width ? 0 : (1 + Math.cos((Math.PI * apart) / width)) / 2;
}
