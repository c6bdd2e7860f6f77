import { HOUR_MS, dayNumber, hourOfDay, startOfDay } from '../format/time.ts';

/** A wall's day turns at 04:00 Asia/Shanghai, when nobody looks: it loads anew and changes sides then (spec 8). */
export const TURN_HOUR = 4;

/** The newest turn of the day that is not after `now`. */
export const newestTurn = (now: number): number => startOfDay(now - TURN_HOUR * HOUR_MS) + TURN_HOUR * HOUR_MS;

/** Whether the two sides of the header are swapped: every other day, so that no pixel shows the same for weeks. */
export const isSwapped = (now: number): boolean => dayNumber(now - TURN_HOUR * HOUR_MS) % 2 === 1;

const NIGHT = { from: 22, to: 6 } as const;
/** From 22:00 on, until people come in the morning. */
export const isNightAt = (now: number): boolean => hourOfDay(now) >= NIGHT.from || hourOfDay(now) < NIGHT.to;
