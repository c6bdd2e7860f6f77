import { TIME_ZONE, type Instant } from '../../contracts/glossary.ts';

/** Calendar edges in Asia/Shanghai: it has had no summer time since 1991, so a fixed shift is exact and cheap. */
const SHIFT_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const displayZone = TIME_ZONE;

const shifted = (at: Instant): Date => new Date(at + SHIFT_MS);
const two = (n: number): string => String(n).padStart(2, '0');

/** Days since the epoch of the instant's calendar day in Shanghai. */
export const dayNumber = (at: Instant): number => Math.floor((at + SHIFT_MS) / DAY_MS);
export const startOfDay = (at: Instant): Instant => dayNumber(at) * DAY_MS - SHIFT_MS;
export const hourOfDay = (at: Instant): number => shifted(at).getUTCHours();

export function clockText(at: Instant): string {
  const d = shifted(at);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}
export const hourMinute = (at: Instant): string => clockText(at).slice(0, 5);

/** 2026年11月23日 */
export function longDate(at: Instant): string {
  const d = shifted(at);
  return `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日`;
}
/** 2026年11月, of `2026-11`. */
export const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
/** 11月23日 */
export const monthDay = (at: Instant): string => longDate(at).slice(5);
/** 11-23 */
export function shortDate(at: Instant): string {
  const d = shifted(at);
  return `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
}
/** 2026-11-23, for tables. */
export const dateText = (at: Instant): string => `${shifted(at).getUTCFullYear()}-${shortDate(at)}`;
/** 2026-11-23 09:05 */
export const minuteText = (at: Instant): string => `${dateText(at)} ${hourMinute(at)}`;
export const weekday = (at: Instant): string => `星期${'日一二三四五六'[shifted(at).getUTCDay()] ?? ''}`;

/** 00:42, and 1:05:09 from an hour on. */
export function elapsedText(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const tail = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s >= 3600 ? `${Math.floor(s / 3600)}:${tail}` : tail;
}

/** 1 January 00:00 of the instant's year in Shanghai, or of so many years later. */
export const startOfYear = (at: Instant, yearsLater: number): Instant =>
  Date.UTC(shifted(at).getUTCFullYear() + yearsLater, 0, 1) - SHIFT_MS;

/** A sentence whose dates are not broken at their hyphens: a word joiner, of no width, keeps each together. */
export const unbroken = (sentence: string): string => sentence.replace(/(\d)-(?=\d)/g, '$1\u2060-\u2060');
