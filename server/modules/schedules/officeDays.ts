import type { Instant } from '../../../contracts/glossary.ts';
import { addWorkingDays, compileCalendar, isWorkingDay } from './calendar.rules.ts';
import { dayTextOf as textOfDay, type DayNumber } from './days.rules.ts';
import { officeCalendar } from './shipped/calendars.data.ts';

const DAY_MS = 86_400_000;
/** Asia/Shanghai has no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;
const calendar = compileCalendar(officeCalendar);

const dayOf = (at: Instant): DayNumber => Math.floor((at + SHANGHAI_MS) / DAY_MS);
const beginOf = (day: DayNumber): Instant => day * DAY_MS - SHANGHAI_MS;

/** The calendar day of an instant in Asia/Shanghai, `2026-11-25`. */
export const dayTextOf = (at: Instant): string => textOfDay(dayOf(at));

/** The end of the last of so many working days that follow the day of `from`. */
export const officeDaysAfter = (from: Instant, days: number): Instant =>
  beginOf(addWorkingDays(calendar, dayOf(from) + 1, days - 1) + 1);

/** All time on working days up to an instant, from a day of the calendar's own. */
function workedUntil(at: Instant): number {
  const day = dayOf(at);
  return calendar.before(day) * DAY_MS + (isWorkingDay(calendar, day) ? at - beginOf(day) : 0);
}
/** Time between two instants that lies on working days: a whole day is 24 hours of it. */
export const officeMsBetween = (from: Instant, to: Instant): number => workedUntil(to) - workedUntil(from);
