import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, CalendarException } from '../../../contracts/calendars.ts';
import {
  addWorkingDays,
  compileCalendar,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
  type WorkingCalendar,
} from './calendar.rules.ts';
import { dayNumberOf, dayTextOf, isDay, weekdayOf } from './days.rules.ts';
import { everyDayCalendar, officeCalendar, shippedCalendars, siteCalendar } from './shipped/calendars.data.ts';
import { holidayNotices } from './shipped/holidays.data.ts';

const office = compileCalendar(officeCalendar);
const isWorked = (calendar: WorkingCalendar, day: string) => isWorkingDay(calendar, dayNumberOf(day));

describe('days', () => {
  it('are told from what is none', () => {
    expect(['2026-02-28', '2024-02-29', '2026-02-29', '2026-04-31'].map(isDay)).toEqual([true, true, false, false]);
  });
  it('know their weekday: 25 November 2026 is a Wednesday', () => {
    expect(weekdayOf(dayNumberOf('2026-11-25'))).toBe(2);
    expect(weekdayOf(dayNumberOf('1969-12-29'))).toBe(0);
  });
});

describe('the shipped holidays', () => {
  const days = (calendar: WorkingCalendar, year: number) =>
    workingDaysBetween(calendar, dayNumberOf(`${year}-01-01`), dayNumberOf(`${year + 1}-01-01`));
  it('leave 248 working days in 2025 and in 2026', () => {
    // 365 days less 104 weekend days less 13 public holidays is 248 in both years.
    expect([days(office, 2025), days(office, 2026)]).toEqual([248, 248]);
  });
  it('exchange working Saturdays and Sundays for days off', () => {
    for (const { working } of holidayNotices) {
      expect(working.filter(([, day]) => weekdayOf(dayNumberOf(day)) < 5)).toEqual([]);
      expect(working.filter(([, day]) => !isWorked(office, day))).toEqual([]);
    }
  });
  it('of 2026 are those of the notice', () => {
    const off = ['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-23', '2026-06-19', '2026-09-25', '2026-10-07'];
    const on = ['2025-12-31', '2026-01-04', '2026-02-14', '2026-02-24', '2026-02-28', '2026-05-09', '2026-10-10'];
    expect(off.filter((day) => isWorked(office, day))).toEqual([]);
    expect(on.filter((day) => !isWorked(office, day))).toEqual([]);
  });
  it('are known of 2025 and 2026 only; what keeps none is always certain', () => {
    expect([2024, 2025, 2026, 2027].map(office.isCertain)).toEqual([false, true, true, false]);
    expect(compileCalendar(everyDayCalendar).isCertain(2031)).toBe(true);
  });
  it('fall back to weekends in a year that is not published: 1 October 2027 is a Friday', () => {
    expect(isWorked(office, '2027-10-01')).toBe(true);
    expect(isWorked(office, '2027-10-02')).toBe(false);
  });
  it('stop sites at 春节 alone', () => {
    const site = compileCalendar(siteCalendar);
    const days = ['2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24', '2026-10-01', '2026-03-01'];
    expect(days.map((day) => isWorked(site, day))).toEqual([true, false, false, true, true, true]);
  });
});

const stop = (from: string, to: string): CalendarException => ({
  ...{ from, to, kind: 'stop', reason: 'exam', name: '高考禁噪' },
  source: '示例通知',
});

describe('exceptions', () => {
  it('a stop beats a 调休, which beats a holiday', () => {
    const calendar = compileCalendar({
      ...officeCalendar,
      exceptions: [stop('2026-02-14', '2026-02-14'), ...officeCalendar.exceptions],
    });
    expect(isWorked(calendar, '2026-02-14')).toBe(false);
    expect(isWorked(calendar, '2026-02-28')).toBe(true);
  });
  it('of three days in June move what lies across them', () => {
    const site = { ...siteCalendar, exceptions: [...siteCalendar.exceptions, stop('2026-06-07', '2026-06-09')] };
    const last = addWorkingDays(compileCalendar(site), dayNumberOf('2026-06-05'), 4);
    expect(dayTextOf(last)).toBe('2026-06-12');
  });
  it('refuses a week without a working day', () => {
    const week = Array.from({ length: 7 }, () => false);
    expect(() => compileCalendar({ ...everyDayCalendar, week })).toThrow(RangeError);
  });
});

const someDay = fc.integer({ min: dayNumberOf('2020-01-01'), max: dayNumberOf('2032-12-31') });
const someException: fc.Arbitrary<CalendarException> = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.nat(20), fc.constantFrom('holiday', 'working', 'stop' as const))
  .map(([offset, length, kind]) => {
    const from = dayNumberOf('2025-06-01') + offset;
    return {
      ...{ from: dayTextOf(from), to: dayTextOf(from + length), kind, name: '例外', source: '示例' },
      reason: kind === 'stop' ? ('flood' as const) : null,
    };
  });
const someCalendar: fc.Arbitrary<Calendar> = fc
  .tuple(
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }).filter((week) => week.includes(true)),
    fc.array(someException, { maxLength: 12 }),
  )
  .map(([week, exceptions]) => ({ code: 'C', name: '日历', week, exceptions, publishedYears: null }));

/** What a calendar says of a day by its definition, without any table. */
function isWorkedByDefinition({ week, exceptions }: Calendar, day: number): boolean {
  const text = dayTextOf(day);
  const kinds = exceptions.filter(({ from, to }) => from <= text && text <= to).map(({ kind }) => kind);
  if (kinds.includes('stop')) return false;
  if (kinds.includes('working')) return true;
  return kinds.includes('holiday') ? false : week[weekdayOf(day)] === true;
}

describe('working days by any calendar', () => {
  it('are those of its definition', () => {
    fc.assert(
      fc.property(someCalendar, someDay, (calendar, day) => {
        expect(isWorkingDay(compileCalendar(calendar), day)).toBe(isWorkedByDefinition(calendar, day));
      }),
    );
  });
  it('numbering a day and finding the day of a number undo each other', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: -3000, max: 3000 }), (calendar, day, index) => {
        const compiled = compileCalendar(calendar);
        expect(compiled.before(compiled.dayAt(index))).toBe(index);
        expect(isWorkingDay(compiled, compiled.dayAt(index))).toBe(true);
        expect(nextWorkingDay(compiled, day)).toBeGreaterThanOrEqual(day);
        expect(compiled.dayAt(compiled.before(day) - 1)).toBeLessThan(day);
      }),
    );
  });
  it('adding days and taking them away again leads back; what was added is what lies between', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: -900, max: 900 }), (calendar, day, count) => {
        const compiled = compileCalendar(calendar);
        const there = addWorkingDays(compiled, day, count);
        expect(addWorkingDays(compiled, there, -count)).toBe(nextWorkingDay(compiled, day));
        expect(workingDaysBetween(compiled, day, there)).toBe(count);
      }),
    );
  });
  it('never become more by another holiday or stop', () => {
    fc.assert(
      fc.property(someCalendar, someException, someDay, (calendar, more, day) => {
        const kind = more.kind === 'working' ? 'holiday' : more.kind;
        const fewer = { ...calendar, exceptions: [...calendar.exceptions, { ...more, kind }] };
        const count = (one: Calendar) => workingDaysBetween(compileCalendar(one), day, day + 365);
        expect(count(fewer)).toBeLessThanOrEqual(count(calendar));
      }),
    );
  });
  it('ship with codes of their own', () => {
    expect(new Set(shippedCalendars.map(({ code }) => code)).size).toBe(shippedCalendars.length);
  });
});
