import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { ReportEntry, ReportState } from '../../../contracts/reports.ts';
import { yearOf } from '../../platform/calendar.rules.ts';
import { compare, type Decimal } from '../../platform/exact.rules.ts';

const DAY_MS = 86_400_000;
/** A week's report may come in before the week closes, from its Friday on. */
const EARLY_MS = 3 * DAY_MS;

/** The year that a week's report speaks of: that of its last instant, not of the day it is accepted. */
export const yearReported = (closesAt: Instant): number => yearOf(closesAt - 1);

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
/** What a report is held against. Percent as decimals; null: nobody reported. */
export interface ReportGround {
  /** Accepted progress of the newest week before. */
  readonly before: Decimal | null;
  /** Accepted progress of this very week. */
  readonly accepted: Decimal | null;
  /** Accepted progress of the next week that has any: a correction may not pass it. */
  readonly after: Decimal | null;
}

/** Why a report is not taken, or undefined. Progress falls, and what was accepted is corrected, with a reason only. */
export function whyNotReport(entry: ReportEntry, ground: ReportGround, now: Instant): Objection | undefined {
  const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });
  if (entry.closesAt > now + EARLY_MS) return refuse('该周尚未到报送时间');
  if (entry.done.trim() === '') return refuse('请填写本周完成情况');
  const hasReason = entry.reason.trim() !== '';
  if (ground.before !== null && compare(entry.progress, ground.before) < 0 && !hasReason)
    return refuse(`形象进度低于上次采用的 ${ground.before}%,请填写原因`);
  if (ground.after !== null && compare(entry.progress, ground.after) > 0)
    return refuse(`形象进度高于其后一周已采用的 ${ground.after}%`);
  if (ground.accepted !== null && !hasReason) return refuse('该周周报已采用,更正请填写原因');
  return undefined;
}

/** Why somebody may not decide on a report, or undefined. Who filled it in does not review it. */
export function whyNotReview(
  report: { readonly state: ReportState; readonly filledById: number | null },
  personId: number,
): Objection | undefined {
  if (report.state !== 'submitted') return { code: 'not-in-this-state', detail: '该周报已审核' };
  return report.filledById === personId ? { code: 'own-change', detail: '填报人不得审核本人填报的周报' } : undefined;
}
