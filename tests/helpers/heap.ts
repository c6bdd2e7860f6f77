/** What a page holds after its garbage was collected, `ticks` updates from the beginning. */
export interface HeapSample {
  readonly ticks: number;
  readonly kib: number;
}

/** A wall may not gain more than this in 1,000 updates: 20 KB, at one update a second 1.7 MB a day. */
export const MOST_KIB_A_THOUSAND = 20;

/**
 * Growth in KiB a 1,000 ticks: the middle one of the slopes between all pairs of samples (Theil and Sen). A cache that
 * fills once or a collection that came late moves a few pairs and not the middle; a leak moves them all.
 */
export function growthOf(samples: readonly HeapSample[]): number {
  const slopes = samples.flatMap((a, i) =>
    samples.slice(i + 1).map((b) => ((b.kib - a.kib) / (b.ticks - a.ticks)) * 1000),
  );
  const sorted = slopes.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** @throws when the page grows from tick to tick */
export function expectFlat(samples: readonly HeapSample[]): void {
  const growth = growthOf(samples);
  if (!(growth < MOST_KIB_A_THOUSAND))
    throw new Error(`the heap grows by ${growth.toFixed(1)} KiB in 1,000 ticks; at most ${MOST_KIB_A_THOUSAND}`);
}
