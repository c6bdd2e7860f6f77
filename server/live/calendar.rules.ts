import type { Instant } from '../../contracts/glossary.ts';
import type { Daypart } from '../../contracts/limits.ts';
import { SHANGHAI_SHIFT_MS as SHIFT_MS } from '../platform/calendar.rules.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** 00:00 Asia/Shanghai of the day that holds `at`. */
export const dayStart = (at: Instant): Instant => Math.floor((at + SHIFT_MS) / DAY_MS) * DAY_MS - SHIFT_MS;

export const minuteOf = (at: Instant): number => Math.floor(at / MINUTE_MS);

/** Start of the judging window that holds `at`; windows are counted from midnight Asia/Shanghai. */
export function windowStart(at: Instant, windowMinutes: number): Instant {
  const midnight = dayStart(at);
  const width = windowMinutes * MINUTE_MS;
  return midnight + Math.floor((at - midnight) / width) * width;
}

/** GB 12523: day is 06:00 to 22:00, night 22:00 to 06:00, local time. */
export function daypartOf(at: Instant): Exclude<Daypart, 'all'> {
  const hour = Math.floor((at - dayStart(at)) / 3_600_000);
  return hour >= 6 && hour < 22 ? 'day' : 'night';
}
