import type { Calendar, CalendarException, ExceptionKind } from '../../../contracts/calendars.ts';
import { dayNumberOf, modulo, weekdayOf, type DayNumber } from './days.rules.ts';

/**
 * A calendar as a numbering of its working days. Both ways are a look-up: within the exceptions in a table made once,
 * outside of them, where every week is alike, by arithmetic. So there is no horizon, and nothing counts day by day.
 */
export interface WorkingCalendar {
  readonly code: string;
  /** How many working days lie before `day`, counted from a day of its own: also the number of the next working day. */
  readonly before: (day: DayNumber) => number;
  /** The working day with this number. */
  readonly dayAt: (index: number) => DayNumber;
  /** That the holidays of `year` are known, or need not be. */
  readonly isCertain: (year: number) => boolean;
}

const WEEK = 7;
const strength: Readonly<Record<ExceptionKind, number>> = { holiday: 1, working: 2, stop: 3 };

/** Days from the Monday at or before the first exception to the Sunday at or after the last, true where worked. */
function workedDays(week: readonly boolean[], exceptions: readonly CalendarException[]) {
  const spans = exceptions.map(({ from, to, kind }) => ({ from: dayNumberOf(from), to: dayNumberOf(to), kind }));
  if (spans.length === 0) return { base: 0 - weekdayOf(0), worked: [] };
  const first = spans.reduce((least, { from }) => Math.min(least, from), Infinity);
  const last = spans.reduce((most, { to }) => Math.max(most, to), -Infinity);
  const base = first - weekdayOf(first);
  const length = Math.max(0, last - weekdayOf(last) + WEEK - base);
  const worked = Array.from({ length }, (_, i) => week[i % WEEK] === true);
  for (const { from, to, kind } of [...spans].sort((a, b) => strength[a.kind] - strength[b.kind]))
    worked.fill(kind === 'working', from - base, Math.max(from, to + 1) - base);
  return { base, worked };
}

/** How whole weeks are numbered that no exception touches. */
function plainWeeks(week: readonly boolean[]) {
  const offsets = week.flatMap((isWorked, offset) => (isWorked ? [offset] : []));
  const counts = week.map((_, offset) => offsets.filter((one) => one < offset).length);
  return {
    before: (days: number): number => Math.floor(days / WEEK) * offsets.length + (counts[modulo(days, WEEK)] ?? 0),
    dayAt: (index: number): number =>
      Math.floor(index / offsets.length) * WEEK + (offsets[modulo(index, offsets.length)] ?? 0),
  };
}

/** @throws RangeError where no day of the week is worked: there would be no next working day */
export function compileCalendar({ code, week, exceptions, publishedYears }: Calendar): WorkingCalendar {
  if (!week.includes(true)) throw new RangeError(`calendar ${code} has no working day`);
  const { base, worked } = workedDays(week, exceptions);
  const end = base + worked.length;
  const counts = new Int32Array(worked.length + 1);
  const days: DayNumber[] = [];
  worked.forEach((isWorked, i) => {
    if (isWorked) days.push(base + i);
    counts[i + 1] = days.length;
  });
  const plain = plainWeeks(week);
  const published = publishedYears === null ? null : new Set(publishedYears);
  return {
    code,
    before: (day) => {
      if (day < base) return plain.before(day - base);
      return day >= end ? days.length + plain.before(day - end) : (counts[day - base] ?? 0);
    },
    dayAt: (index) => {
      if (index < 0) return base + plain.dayAt(index);
      return days[index] ?? end + plain.dayAt(index - days.length);
    },
    isCertain: (year) => published === null || published.has(year),
  };
}

export const isWorkingDay = (calendar: WorkingCalendar, day: DayNumber): boolean =>
  calendar.before(day + 1) > calendar.before(day);

/** `day` itself where it is worked, else the next one that is. */
export const nextWorkingDay = (calendar: WorkingCalendar, day: DayNumber): DayNumber =>
  calendar.dayAt(calendar.before(day));

/** Working days from `from` up to, not including, `to`; below zero where `to` is earlier. */
export const workingDaysBetween = (calendar: WorkingCalendar, from: DayNumber, to: DayNumber): number =>
  calendar.before(to) - calendar.before(from);

/** The working day `count` working days after the first one that is not before `day`. */
export const addWorkingDays = (calendar: WorkingCalendar, day: DayNumber, count: number): DayNumber =>
  calendar.dayAt(calendar.before(day) + count);
