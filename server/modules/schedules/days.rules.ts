/** A calendar day as a number, 1970-01-01 being 0: what schedules count with. */
export type DayNumber = number;

const DAY_MS = 86_400_000;

/** @param day as `DayText` has it; one past its month's end runs on into the next month */
export const dayNumberOf = (day: string): DayNumber =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;

export const dayTextOf = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** That there is such a day: no 2026-02-30. */
export const isDay = (day: string): boolean => dayTextOf(dayNumberOf(day)) === day;

export const yearOfDay = (day: DayNumber): number => new Date(day * DAY_MS).getUTCFullYear();

/** Monday 0 to Sunday 6. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => modulo(day + 3, 7);

/** The remainder that is never below zero. */
export const modulo = (n: number, by: number): number => ((n % by) + by) % by;
