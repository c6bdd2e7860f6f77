import type { Plan, ScheduleFrame } from '../../contracts/schedules.ts';
import { dayOf, textOf, weekdayOf, type Day } from './days.rules.ts';

export const zooms = ['day', 'week', 'month'] as const;
export type Zoom = (typeof zooms)[number];
/** Pixels of a day. */
export const dayWidths: Readonly<Record<Zoom, number>> = { day: 28, week: 9, month: 3 };

/** Days as places on the plot. */
export interface Scale {
  readonly from: Day;
  readonly to: Day;
  readonly dayWidth: number;
}
export const widthOf = ({ from, to, dayWidth }: Scale): number => Math.round((to - from + 1) * dayWidth);
/** The left edge of a day. */
export const xOf = ({ from, dayWidth }: Scale, day: Day): number => (day - from) * dayWidth;
export const dayAt = ({ from, dayWidth }: Scale, x: number): Day => from + Math.floor(x / dayWidth);

const BEFORE = 7;
const AFTER = 21;
const LEAST = 60;
/** Everything that is drawn, with some room on both sides. */
export function spanOf(
  frame: ScheduleFrame,
  plans: readonly Plan[],
  others: readonly (string | null)[] = [],
): [Day, Day] {
  const days = [frame.startsOn, frame.mustFinishBy, ...others];
  for (const plan of plans) days.push(plan.start, plan.finish);
  const known = days.flatMap((day) => (day === null ? [] : [dayOf(day)]));
  const [least, most] = [Math.min(...known) - BEFORE, Math.max(...known) + AFTER];
  return [least, Math.max(most, least + LEAST)];
}

export interface Tick {
  readonly x: number;
  readonly width: number;
  readonly text: string;
}
export interface Ticks {
  readonly upper: readonly Tick[];
  readonly lower: readonly Tick[];
}
/** Stretches of days under one name. */
function bands(scale: Scale, nameOf: (day: Day) => string): Tick[] {
  const found: { from: Day; to: Day; text: string }[] = [];
  for (let day = scale.from; day <= scale.to; day += 1) {
    const [text, last] = [nameOf(day), found.at(-1)];
    if (last?.text === text) last.to = day;
    else found.push({ from: day, to: day, text });
  }
  return found.map(({ from, to, text }) => ({
    ...{ x: xOf(scale, from), width: (to - from + 1) * scale.dayWidth, text },
  }));
}
const yearName = (day: Day): string => `${textOf(day).slice(0, 4)}年`;
const monthName = (day: Day): string => `${Number(textOf(day).slice(5, 7))}月`;
const yearMonthName = (day: Day): string => `${textOf(day).slice(0, 4)}年${Number(textOf(day).slice(5, 7))}月`;
/** Of a week the Monday that begins it. */
const weekName = (day: Day): string => textOf(day - weekdayOf(day)).slice(5);
const dayName = (day: Day): string => String(Number(textOf(day).slice(8)));
/** Below this many pixels a day has no room for its number, below the second a week none for its Monday. */
const [DAY_ROOM, WEEK_ROOM] = [18, 6];
const QUARTER_ROOM = 1.1;
const quarterName = (day: Day): string =>
  `${textOf(day).slice(0, 4)}年${Math.ceil(Number(textOf(day).slice(5, 7)) / 3)}季度`;

/** Two rows of names over the plot, as fine as there is room for. */
export function ticksOf(scale: Scale): Ticks {
  const { dayWidth } = scale;
  if (dayWidth >= DAY_ROOM) return { upper: bands(scale, yearMonthName), lower: bands(scale, dayName) };
  if (dayWidth >= WEEK_ROOM) return { upper: bands(scale, yearMonthName), lower: bands(scale, weekName) };
  if (dayWidth >= QUARTER_ROOM) return { upper: bands(scale, yearName), lower: bands(scale, monthName) };
  return {
    upper: bands(scale, yearName),
    lower: bands(scale, quarterName).map((t) => ({ ...t, text: t.text.slice(5) })),
  };
}
