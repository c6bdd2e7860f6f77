import type { Instant } from '../../contracts/glossary.ts';
import type { ProjectSideFigures } from '../../contracts/live.ts';
import { startOfYear } from '../format/time.ts';
import type { Tone } from './feed.rules.ts';

/** Within five percentage points of the plan all is well; the amber band is as wide again (spec 6, domain 7.2). */
export const TOLERANCE_POINTS = 5;

/** Part of a whole in fen, 0..1 and above; null where either is missing or there is no whole. */
export const shareOf = (part: string | null, whole: string | null): number | null =>
  part === null || whole === null || Number(whole) <= 0 ? null : Number(part) / Number(whole);

export interface ProgressVerdict {
  readonly gap: number | null;
  readonly isWithin: boolean;
  readonly tone: Tone;
}
/** How far verified progress is from plan; better than plan counts as well. */
export function progressVerdict({ progress, planned }: ProjectSideFigures): ProgressVerdict {
  if (progress === null || planned === null) return { gap: null, isWithin: false, tone: 'off' };
  const gap = progress - planned;
  const short = Math.max(0, -gap) * 100;
  const tone = short <= TOLERANCE_POINTS ? 'ok' : short <= 2 * TOLERANCE_POINTS ? 'warn' : 'bad';
  return { gap, isWithin: Math.abs(gap) * 100 <= TOLERANCE_POINTS, tone };
}

export interface FundsVerdict {
  /** Paid this year of what the year's plans have; what they have up to now; how much of the year is over. */
  readonly executed: number | null;
  readonly planned: number | null;
  readonly elapsed: number;
  /** Executed against the time elapsed. */
  readonly ratio: number | null;
  readonly tone: Tone;
}
/** domain.md 7.3: executed share against time elapsed below 60 % is red, below 80 % yellow. */
const RATIO = { red: 0.6, yellow: 0.8 };

export function fundsVerdict(p: ProjectSideFigures, now: Instant): FundsVerdict {
  const executed = shareOf(p.yearPaidFen, p.yearPlannedFen);
  const planned = shareOf(p.yearPlannedToNowFen, p.yearPlannedFen);
  const [from, to] = [startOfYear(now, 0), startOfYear(now, 1)];
  const elapsed = (now - from) / (to - from);
  const ratio = executed === null ? null : executed / elapsed;
  const tone = ratio === null ? 'off' : ratio < RATIO.red ? 'bad' : ratio < RATIO.yellow ? 'warn' : 'ok';
  return { executed, planned, elapsed, ratio, tone };
}
