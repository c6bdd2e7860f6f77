import type { WallReport } from '../../contracts/walls.ts';
import { mapProfile } from '../map/profile.ts';
import { shellVersion } from '../transport/shell.ts';

const MEASURE_MS = 1000;
/** Chromium's own count; other browsers do not say. */
interface MeasuredHeap {
  readonly memory?: { readonly usedJSHeapSize: number };
}

/**
 * Frames a second, counted over one second. A page that nobody sees draws none: null. Counting all the time would keep a
 * wall drawing for its own measurement.
 */
export function countFrames(): Promise<number | null> {
  return new Promise((resolve) => {
    let frames = 0;
    let began = 0;
    const timer = setTimeout(() => resolve(null), 2 * MEASURE_MS);
    const count = (at: number): void => {
      if (began === 0) began = at;
      else frames += 1;
      if (at - began < MEASURE_MS) return void requestAnimationFrame(count);
      clearTimeout(timer);
      resolve(Math.round((frames * 10_000) / (at - began)) / 10);
    };
    requestAnimationFrame(count);
  });
}

/** What this wall says of itself. */
export const reportOf = (page: string, fps: number | null): WallReport => ({
  page,
  // A development server has none.
  version: shellVersion() ?? 'development',
  fps,
  heapBytes: (performance as MeasuredHeap).memory?.usedJSHeapSize ?? null,
  viewport: { width: innerWidth, height: innerHeight, ratio: devicePixelRatio },
  mapProfile: mapProfile.value,
  at: Date.now(),
});
