import type { PlannedWeek } from '../../../contracts/budgets.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { DAY_MS } from '../../format/time.ts';

const SHIFT_MS = 8 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05 00:00 Asia/Shanghai, a Monday. */
const FIRST_MONDAY = Date.UTC(1970, 0, 4, 16);

const two = (n: number): string => String(n).padStart(2, '0');
/** The calendar month of Asia/Shanghai that holds an instant, `2026-11`. */
export const monthOf = (at: Instant): string => new Date(at + SHIFT_MS).toISOString().slice(0, 7);
/** First instant of the month after. */
export function endOfMonth(month: string): Instant {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number, 1) - SHIFT_MS;
}
/** Months from the one that holds `from` to the one that holds `until`. */
export function monthsOf(from: Instant, until: Instant): string[] {
  const months: string[] = [];
  let [year = 0, number = 0] = monthOf(from).split('-').map(Number);
  for (const last = monthOf(until); months.length < 600; number += 1) {
    if (number > 12) [year, number] = [year + 1, 1];
    const month = `${year}-${two(number)}`;
    if (month > last) break;
    months.push(month);
  }
  return months;
}

/** The Mondays that close a project's weeks: from the first after its start to the first at or after its end. */
export function mondaysOf(startsAt: Instant, endsAt: Instant): Instant[] {
  const mondays: Instant[] = [];
  let at = FIRST_MONDAY + (Math.floor((startsAt - FIRST_MONDAY) / WEEK_MS) + 1) * WEEK_MS;
  for (; mondays.length < 600; at += WEEK_MS) {
    mondays.push(at);
    if (at >= endsAt) break;
  }
  return mondays;
}

/** Percent as a whole number of thousandths; null where it is none. */
export function thousandthsOf(percent: string): number | null {
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(percent)) return null;
  const [whole = '0', fraction = ''] = percent.split('.');
  const value = Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
  return value > 100_000 ? null : value;
}
export function percentOf(thousandths: number): string {
  const fraction = String(thousandths % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(thousandths / 1000)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What is planned by the end of a month, cumulative percent. */
export interface MonthPoint {
  readonly month: string;
  readonly percent: string;
}
/**
 * Weeks out of months: between two ends of months progress grows evenly by time, from 0 at the start to 100 at the end; a
 * part of a thousandth is left to the next week. Null where the months' figures are none or fall.
 */
export function spreadWeeks(points: readonly MonthPoint[], startsAt: Instant, endsAt: Instant): PlannedWeek[] | null {
  const stops = [{ at: startsAt, value: 0 }];
  let highest = 0;
  for (const { month, percent } of points) {
    const value = thousandthsOf(percent.trim());
    const at = Math.min(endOfMonth(month), endsAt);
    const before = stops.at(-1);
    if (value === null || before === undefined || value < highest) return null;
    highest = value;
    if (at > before.at && at < endsAt) stops.push({ at, value });
  }
  stops.push({ at: endsAt, value: 100_000 });
  return mondaysOf(startsAt, endsAt).map((closesAt) => {
    const next = stops.findIndex(({ at }) => at >= closesAt);
    const [from, to] = [stops[next - 1], stops[next]];
    if (from === undefined || to === undefined) return { closesAt, planned: '100' };
    const share = ((closesAt - from.at) * (to.value - from.value)) / (to.at - from.at);
    return { closesAt, planned: percentOf(from.value + Math.floor(share)) };
  });
}

/** Weeks that were spread, with the plan of those that something was reported of as it was. */
export const withKept = (weeks: readonly PlannedWeek[], kept: readonly PlannedWeek[]): PlannedWeek[] => {
  const planned = new Map(kept.map((week) => [week.closesAt, week.planned]));
  return weeks.map((week) => ({ ...week, planned: planned.get(week.closesAt) ?? week.planned }));
};
