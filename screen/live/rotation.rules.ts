import type { Instant } from '../../contracts/glossary.ts';

/** Lists that are longer than their panel turn over their rows at this pace (spec 2.4). */
export const ROTATION_MS = 12_000;

/**
 * The rows to show now: the first `pinned` stay, the rest turn over page by page. The last page is filled up with rows
 * of the one before it: a panel never stands half empty.
 */
export function rowsShown<T>(rows: readonly T[], room: number, now: Instant, pinned = 0): T[] {
  if (rows.length <= room || room <= pinned) return rows.slice(0, Math.max(0, room));
  const [kept, turning] = [rows.slice(0, pinned), rows.slice(pinned)];
  const size = room - pinned;
  const pages = Math.ceil(turning.length / size);
  const page = Math.floor(now / ROTATION_MS) % pages;
  const from = Math.min(page * size, turning.length - size);
  return [...kept, ...turning.slice(from, from + size)];
}
