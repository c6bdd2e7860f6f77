import type { Instant } from '../../contracts/glossary.ts';

/** Asia/Shanghai has kept UTC+8 without summer time since 1991, so its calendar is a fixed shift. */
export const SHANGHAI_SHIFT_MS = 8 * 3_600_000;

const DAY_MS = 86_400_000;

/** 00:00 Asia/Shanghai of the day that holds `at`. */
export const dayStart = (at: Instant): Instant =>
  Math.floor((at + SHANGHAI_SHIFT_MS) / DAY_MS) * DAY_MS - SHANGHAI_SHIFT_MS;

/** GB 12523: day is 06:00 to 22:00, night 22:00 to 06:00, local time. */
export function daypartOf(at: Instant): 'day' | 'night' {
  const hour = Math.floor((at - dayStart(at)) / 3_600_000);
  return hour >= 6 && hour < 22 ? 'day' : 'night';
}

/** The day in Asia/Shanghai, `2026-11-25`. */
export const dayOf = (at: Instant): string => new Date(at + SHANGHAI_SHIFT_MS).toISOString().slice(0, 10);

/** 1 January 00:00 Asia/Shanghai of the year that holds `at`. */
export const yearStart = (at: Instant): Instant =>
  Date.UTC(new Date(at + SHANGHAI_SHIFT_MS).getUTCFullYear(), 0, 1) - SHANGHAI_SHIFT_MS;

/** The year in Asia/Shanghai. */
export const yearOf = (at: Instant): number => new Date(at + SHANGHAI_SHIFT_MS).getUTCFullYear();

/** Whether a calendar has the day. */
export function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
}

/**
 * The same day so many months later in Asia/Shanghai, its last one where that month is shorter; the time of the day stays.
 */
export function monthsAfter(at: Instant, months: number): Instant {
  const local = new Date(at + SHANGHAI_SHIFT_MS);
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1);
  const target = new Date(first);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  const day = Math.min(local.getUTCDate(), lastDay);
  return first + (day - 1) * DAY_MS + (local.getTime() % DAY_MS) - SHANGHAI_SHIFT_MS;
}
