import type { Calendar, ExceptionKind } from '../../contracts/calendars.ts';

/** A calendar day as a number, 1970-01-01 being 0. */
export type Day = number;
const DAY_MS = 86_400_000;

export const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / DAY_MS;
export const textOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** Monday 0 to Sunday 6. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

const strength: Readonly<Record<ExceptionKind, number>> = { holiday: 1, working: 2, stop: 3 };

/** Why a day is not worked: its weekday or a holiday, or a stop that was ordered. */
export interface Idle {
  readonly kind: 'off' | 'stop';
  readonly name: string;
}
/** Of each day whether it is worked; null: it is. */
export type Idleness = (day: Day) => Idle | null;

/** Of several exceptions on a day the strongest holds: a stop, then 调休, then a holiday. */
export function idlenessOf({ week, exceptions }: Calendar): Idleness {
  const spans = exceptions
    .map(({ from, to, kind, name }) => ({ from: dayOf(from), to: dayOf(to), kind, name }))
    .sort((a, b) => strength[b.kind] - strength[a.kind]);
  const known = new Map<Day, Idle | null>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const span = spans.find(({ from, to }) => from <= day && day <= to);
    const idle = ((): Idle | null => {
      if (span === undefined) return week[weekdayOf(day)] === true ? null : { kind: 'off', name: '' };
      return span.kind === 'working' ? null : { kind: span.kind === 'stop' ? 'stop' : 'off', name: span.name };
    })();
    known.set(day, idle);
    return idle;
  };
}

/** Working days from the first to the last day, both included. */
export function workedBetween(idle: Idleness, from: Day, to: Day): number {
  let count = 0;
  for (let day = from; day <= to; day += 1) if (idle(day) === null) count += 1;
  return count;
}

export interface IdleSpan extends Idle {
  readonly from: Day;
  readonly to: Day;
}
/** Days off side by side as one span. */
export function idleSpans(idle: Idleness, from: Day, to: Day): IdleSpan[] {
  const spans: IdleSpan[] = [];
  for (let day = from; day <= to; day += 1) {
    const found = idle(day);
    if (found === null) continue;
    const last = spans.at(-1);
    const goesOn =
      last?.to === day - 1 && last.kind === found.kind && (found.kind === 'off' || last.name === found.name);
    if (last !== undefined && goesOn) spans[spans.length - 1] = { ...last, to: day, name: last.name || found.name };
    else spans.push({ ...found, from: day, to: day });
  }
  return spans;
}
