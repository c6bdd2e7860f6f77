import type { Instant } from '../../contracts/glossary.ts';
import type { Entry } from './entries.ts';

const RECENT_MS = 2 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Cuts a batch so that no transaction holds both recent and old readings, nor old ones of different days. TimescaleDB
 * notes for its aggregates one range from the oldest to the newest instant that a transaction touched: a single
 * back-filled packet beside a live one would mark everything in between for computing anew (seen: two weeks of it at
 * every commit). Order within a part is kept; recent readings, events and refusals go first.
 */
export function cutByTime<T extends { readonly entry: Entry }>(batch: readonly T[], now: Instant): T[][] {
  const recent: T[] = [];
  const days = new Map<number, T[]>();
  for (const item of batch) {
    const { entry } = item;
    if (entry.kind !== 'reading' || now - entry.at < RECENT_MS) recent.push(item);
    else {
      const day = Math.floor(entry.at / DAY_MS);
      const part = days.get(day);
      if (part) part.push(item);
      else days.set(day, [item]);
    }
  }
  return recent.length > 0 ? [recent, ...days.values()] : [...days.values()];
}
