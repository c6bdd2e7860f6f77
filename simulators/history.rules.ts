import { Type, type Static } from 'typebox';
import { InstantMs } from '../contracts/schema.ts';
import { DAY, MINUTE } from './calendar.rules.ts';

/** A stretch of the past still to be told: from <= instant < to. Told newest first, so `to` moves back. */
const Stretch = Type.Object({ from: InstantMs, to: InstantMs });
export type Stretch = Static<typeof Stretch>;

/** What the simulator remembers between runs. */
export const HistoryState = Type.Object({
  /** Newest stretch first. */
  open: Type.Array(Stretch),
  /** Until when live readings were sent. */
  aliveAt: InstantMs,
  /** Since when the silent device is silent. */
  silentSince: InstantMs,
});
export type HistoryState = Static<typeof HistoryState>;

/** A day and two hours: the demo's missing device. */
const SILENT_FOR = 26 * 60 * MINUTE;

/** What is to be told at a start: everything the first time, later the gap and whatever was left over. */
export function stateAtStart(before: HistoryState | undefined, now: number, days: number): HistoryState {
  const oldest = now - days * DAY;
  if (before === undefined) return { open: [{ from: oldest, to: now }], aliveAt: now, silentSince: now - SILENT_FOR };
  const gap = { from: Math.max(oldest, before.aliveAt), to: now };
  const open = [gap, ...before.open.map((s) => ({ ...s, from: Math.max(s.from, oldest) }))];
  return { open: open.filter((s) => s.to > s.from), aliveAt: now, silentSince: before.silentSince };
}

/** The next older instant: by the minute over the last day, by the quarter hour before. */
export function instantBefore(at: number, now: number): number {
  const step = at > now - DAY ? MINUTE : 15 * MINUTE;
  return Math.floor((at - 1) / step) * step;
}

/** How many instants the open stretches hold. */
export function instantsLeft(open: readonly Stretch[], now: number): number {
  let count = 0;
  for (const stretch of open)
    for (let at = instantBefore(stretch.to, now); at >= stretch.from; at = instantBefore(at, now)) count += 1;
  return count;
}

/** The stretches after everything from `told` on in the first one has been acknowledged. */
export function toldDownTo(open: readonly Stretch[], told: number, now: number): Stretch[] {
  const [first, ...rest] = open;
  if (first === undefined) return [];
  return instantBefore(told, now) < first.from ? rest : [{ from: first.from, to: told }, ...rest];
}
