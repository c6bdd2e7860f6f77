import type { Instant } from '../../contracts/glossary.ts';

const MINUTE_MS = 60_000;

/**
 * Buckets of a first step, by the width of a bucket: 30 to 60 ms each with 60 devices and a packet a minute (measured on
 * the embedded database; four times as many buckets took 200 to 450 ms).
 */
const FIRST_SPANS: readonly (readonly [bucketMs: number, span: number])[] = [
  [MINUTE_MS, 30],
  [10 * MINUTE_MS, 9],
  [60 * MINUTE_MS, 6],
  [1440 * MINUTE_MS, 2],
];
/** Nobody else is served while a step lasts: longer ones are halved, much shorter ones doubled. */
const LONGEST_MS = 60;
const SHORT_MS = 25;
/** Over thin stretches steps grow, but not so far that the next full one would take seconds. */
const MOST_GROWTH = 8;

/** How many buckets the next step of a refresh takes, after one of `span` buckets that took `ms`. */
export function nextSpan(bucketMs: number, span?: number, ms?: number): number {
  const first = FIRST_SPANS.find(([width]) => width >= bucketMs)?.[1] ?? 1;
  if (span === undefined || ms === undefined) return first;
  if (ms > LONGEST_MS) return Math.max(1, span >> 1);
  return ms < SHORT_MS ? Math.min(span * 2, first * MOST_GROWTH) : span;
}

/**
 * Where the step that ends at `to` begins. A stretch without any reading costs the same however long it is, so it is
 * crossed at once, up to the bucket of the newest reading before it or the beginning of the window.
 */
export function beginOfStep(
  { since, to, bucketMs }: { since: Instant; to: Instant; bucketMs: number },
  newestReading: Instant | null,
  span: number,
): Instant {
  if (newestReading === null) return since;
  const emptyBuckets = Math.ceil((to - newestReading) / bucketMs) - 1;
  return to - Math.max(span, emptyBuckets) * bucketMs;
}
