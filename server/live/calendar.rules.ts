import type { Instant } from '../../contracts/glossary.ts';
import { dayStart } from '../platform/calendar.rules.ts';

export { dayStart, daypartOf } from '../platform/calendar.rules.ts';

const MINUTE_MS = 60_000;

export const minuteOf = (at: Instant): number => Math.floor(at / MINUTE_MS);

/** Start of the judging window that holds `at`; windows are counted from midnight Asia/Shanghai. */
export function windowStart(at: Instant, windowMinutes: number): Instant {
  const midnight = dayStart(at);
  const width = windowMinutes * MINUTE_MS;
  return midnight + Math.floor((at - midnight) / width) * width;
}
