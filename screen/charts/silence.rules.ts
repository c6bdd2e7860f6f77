import type { Instant } from '../../contracts/glossary.ts';
import type { ProjectWeek } from '../../contracts/projects.ts';
import { DAY_MS } from '../format/time.ts';

/** A stretch in which a report was due and none came. */
export interface Silence {
  readonly from: Instant;
  readonly to: Instant;
}
const WEEK_MS = 7 * DAY_MS;
/** The newest week may still be under verification: only after three periods is its absence a silence (spec 4). */
const PATIENCE_MS = 3 * WEEK_MS;

/** Unreported stretches between reports, before the first one once work was planned, and after the last one. */
export function silencesOf(weeks: readonly ProjectWeek[], from: Instant, now: Instant): Silence[] {
  const reported = weeks.filter((week) => week.progress !== null).map((week) => week.closesAt);
  const begins = weeks.find((week) => week.planned > 0)?.closesAt;
  if (begins === undefined) return [];
  const first = reported[0];
  const marks = first !== undefined && first <= begins ? reported : [Math.max(from, begins - WEEK_MS), ...reported];
  const inner = marks.flatMap((at, i) => {
    const next = marks[i + 1];
    return next !== undefined && next - at > 1.5 * WEEK_MS ? [{ from: at, to: next }] : [];
  });
  const last = marks.at(-1) ?? begins;
  const end = Math.min(now, weeks.at(-1)?.closesAt ?? now);
  return end - last > PATIENCE_MS ? [...inner, { from: last, to: end }] : inner;
}
