import { MINUTE_MS } from '../format/time.ts';

/**
 * Against burn-in the whole page drifts along a circle of 8 px, at 5 px a minute (spec 8 allows 8). Whole pixels: half
 * ones would blur text and canvases.
 */
export const ORBIT_PX = 8;
const ROUND_MS = 10 * MINUTE_MS;

export interface Offset {
  readonly x: number;
  readonly y: number;
}
export function orbitAt(now: number): Offset {
  const angle = ((now % ROUND_MS) / ROUND_MS) * 2 * Math.PI;
  // Adding 0 makes no difference but for -0, which no two comparisons agree on.
  return { x: Math.round(ORBIT_PX * Math.cos(angle)) + 0, y: Math.round(ORBIT_PX * Math.sin(angle)) + 0 };
}
