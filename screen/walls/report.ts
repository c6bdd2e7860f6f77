import type { WallReport } from '../../contracts/walls.ts';
import { mapProfile } from '../map/profile.ts';
import { shellVersion } from '../transport/shell.ts';

const MEASURE_MS = 1000;
/** Chromium's own count; other browsers do not say. */
interface MeasuredHeap {
  readonly memory?: { readonly usedJSHeapSize: number };
}

/**
 * Frames a second, counted over one second, or over two where they come slowly. A page that nobody sees draws none: null.
 * Counting all the time would keep a wall drawing for its own measurement.
 */
export function countFrames(): Promise<number | null> {
  if (document.visibilityState === 'hidden') return Promise.resolve(null);
  return new Promise((resolve) => {
    const began = performance.now();
    let frames = 0;
    let isOver = false;
    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      resolve(Math.round((frames * 10_000) / (performance.now() - began)) / 10);
    };
    const timer = setTimeout(end, 2 * MEASURE_MS);
    const count = (): void => {
      if (isOver) return;
      frames += 1;
      if (performance.now() - began >= MEASURE_MS) end();
      else requestAnimationFrame(count);
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
