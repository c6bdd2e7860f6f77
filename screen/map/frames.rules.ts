/** Below so many frames a second, over so long a time in which something moved, the map had better not move. */
const ENOUGH_FPS = 24;
const OVER_MS = 2000;
/** A longer pause is a page that was not shown, not a slow one. */
const PAUSE_MS = 1500;

export interface FrameTally {
  /** Newest last, reaching back at least OVER_MS where there is so much. */
  readonly intervals: readonly number[];
}
export const noFrames: FrameTally = { intervals: [] };

export function withFrame({ intervals }: FrameTally, interval: number): FrameTally {
  if (interval > PAUSE_MS) return { intervals };
  const kept = [...intervals, interval];
  let total = kept.reduce((sum, ms) => sum + ms, 0);
  while (total - (kept[0] ?? 0) >= OVER_MS) total -= kept.shift() ?? 0;
  return { intervals: kept };
}

export function isTooSlow({ intervals }: FrameTally): boolean {
  const total = intervals.reduce((sum, ms) => sum + ms, 0);
  return total >= OVER_MS && intervals.length / (total / 1000) < ENOUGH_FPS;
}
