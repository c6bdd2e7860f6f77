import type { Instant } from '../../../contracts/glossary.ts';
import type { Light, ProjectReason, ReasonCode } from '../../../contracts/projects.ts';
import { cpiOf, ONE, ratio, spiOf, valueOf, type Fen, type ShareE5 } from './earnedValue.rules.ts';
import type { ProjectInputs } from './projects.rules.ts';
import type { ThresholdCode, Thresholds } from './thresholds.rules.ts';

const DAY_MS = 86_400_000;
const POINT: ShareE5 = ONE / 100n;

export interface ProjectLight {
  readonly light: Light | null;
  /** Worst first. */
  readonly reasons: readonly ProjectReason[];
}

/** A reason about the project as a whole. */
export const reasonOf = (
  code: ReasonCode,
  light: Light,
  values: Readonly<Record<string, number>>,
  more: Partial<Pick<ProjectReason, 'subject' | 'at'>> = {},
): ProjectReason => ({
  code,
  light,
  values: { ...values },
  subject: null,
  metric: null,
  deviceCode: null,
  at: null,
  ...more,
});

/** Red outweighs yellow, yellow outweighs blue; green is what remains. */
const weight: Readonly<Record<Light, number>> = { red: 0, yellow: 1, blue: 2, green: 3 };

/**
 * A project's light and why (domain.md 1.5, 7.1, 7.2, 7.3): earned value bands, two reports in a row below plan, payments
 * against work and against their plan, missing reports, overdue milestones and phases. Null without any basis: nothing
 * reported, no dates.
 * @param now milliseconds; days overdue are counted up to it
 */
export function lightOf(project: ProjectInputs, thresholds: Thresholds, now: Instant): ProjectLight {
  const found = [
    behindTwoWeeks(project, thresholds),
    schedule(project, thresholds),
    cost(project, thresholds),
    ...payment(project, thresholds),
    unreported(project, thresholds),
    overdue('milestone-overdue', project.overdueMilestone, thresholds, now),
    overdue('phase-overdue', project.phaseEnd, thresholds, now),
    ahead(project, thresholds),
  ].filter((reason): reason is ProjectReason => reason !== null);
  if (found.length > 0) {
    const reasons = found.sort((a, b) => weight[a.light] - weight[b.light]);
    return { light: reasons[0]?.light ?? null, reasons };
  }
  const { week } = project;
  if (week !== null) {
    const gap = pointsOf(week.progress - week.planned);
    const limit = thresholds['behind-points'];
    const values = limit === undefined ? { gap } : { gap, limit };
    return { light: 'green', reasons: [reasonOf('steady', 'green', values, { at: week.closesAt })] };
  }
  // Before work begins there is nothing to report; with dates that hold the project is on its way.
  if (project.phaseEnd !== null) return { light: 'green', reasons: [reasonOf('steady', 'green', {})] };
  return { light: null, reasons: [] };
}

/** Percentage points with two decimals, exact up to there. */
const pointsOf = (share: ShareE5): number => Number(share / 10n) / 100;

/** The case the district asked for: two reports in a row at least five points below plan (a missing one neither counts nor resets). */
function behindTwoWeeks({ week, before }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const limit = thresholds['behind-points'];
  if (week === null || before === null || limit === undefined) return null;
  const [gap, gapBefore] = [week.planned - week.progress, before.planned - before.progress];
  const most = BigInt(Math.round(limit * Number(POINT)));
  if (gap < most || gapBefore < most) return null;
  const values = { gap: pointsOf(gap), gapBefore: pointsOf(gapBefore), limit };
  return reasonOf('behind-two-weeks', 'red', values, { at: week.closesAt });
}

interface Band {
  readonly light: Light;
  /** The threshold that was passed. */
  readonly limit: number;
}

/** Which band a figure falls into when less is worse; null above both. */
function lowBand(value: number | null, thresholds: Thresholds, yellow: ThresholdCode, red: ThresholdCode): Band | null {
  const [yellowAt, redAt] = [thresholds[yellow], thresholds[red]];
  if (value === null) return null;
  if (redAt !== undefined && value < redAt) return { light: 'red', limit: redAt };
  return yellowAt !== undefined && value < yellowAt ? { light: 'yellow', limit: yellowAt } : null;
}

function schedule({ budget, week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  if (week === null) return null;
  const spi = spiOf(valueOf(budget, week.progress), valueOf(budget, week.planned));
  const band = lowBand(spi, thresholds, 'spi-yellow', 'spi-red');
  if (band === null || spi === null) return null;
  const values = { spi, gap: pointsOf(week.planned - week.progress), limit: band.limit };
  return reasonOf('spi', band.light, values, { at: week.closesAt });
}

function cost({ budget, paid, week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const eacRed = thresholds['eac-red'];
  const spent = ratio(paid, budget);
  if (eacRed !== undefined && spent !== null && spent > eacRed)
    return reasonOf('over-budget', 'red', { eacShare: spent, limit: eacRed });
  if (week === null || week.paidToClose === null) return null;
  const earned = valueOf(budget, week.progress);
  const cpi = cpiOf(earned, week.paidToClose);
  // EAC = BAC / CPI, as a share of the budget: AC / EV.
  const eacShare = ratio(week.paidToClose * ONE, earned);
  // Before a fifth of the work is done an advance payment alone moves the estimate by more than the threshold.
  const isTelling = week.progress >= ONE / 5n;
  if (isTelling && eacRed !== undefined && eacShare !== null && eacShare > eacRed)
    return reasonOf('over-budget', 'red', { eacShare, limit: eacRed }, { at: week.closesAt });
  const band = isTelling ? lowBand(cpi, thresholds, 'cpi-yellow', 'cpi-red') : null;
  if (band === null || cpi === null) return null;
  return reasonOf('cpi', band.light, { cpi, limit: band.limit }, { at: week.closesAt });
}

function payment(project: ProjectInputs, thresholds: Thresholds): (ProjectReason | null)[] {
  const { budget, paid, week, paidPlanned } = project;
  const ahead = week === null ? null : share(paid, budget) - week.progress;
  const most = thresholds['overpaid-points'];
  const paidRatio = paidPlanned === null || paidPlanned <= 0n ? null : ratio(paid, paidPlanned);
  const band = lowBand(paidRatio, thresholds, 'paid-ratio-yellow', 'paid-ratio-red');
  const shares = { paid: ratio(paid, budget) ?? 0, planned: ratio(paidPlanned ?? 0n, budget) ?? 0 };
  return [
    ahead !== null && most !== undefined && pointsOf(ahead) > most
      ? reasonOf('overpaid', 'yellow', { gap: pointsOf(ahead), limit: most })
      : null,
    band === null ? null : reasonOf('underpaid', band.light, { ...shares, limit: band.limit }),
  ];
}

const share = (part: Fen, whole: Fen): ShareE5 => (whole > 0n ? (part * ONE) / whole : 0n);

function unreported({ missedWeeks }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const least = thresholds['unreported-weeks'];
  return least === undefined || missedWeeks < least ? null : reasonOf('unreported', 'yellow', { weeks: missedWeeks });
}

function overdue(
  code: 'milestone-overdue' | 'phase-overdue',
  due: { readonly name: string | null; readonly at: Instant } | null,
  thresholds: Thresholds,
  now: Instant,
): ProjectReason | null {
  const [yellowAt, redAt] = [thresholds['overdue-days-yellow'], thresholds['overdue-days-red']];
  if (due === null || yellowAt === undefined) return null;
  const days = Math.floor((now - due.at) / DAY_MS);
  if (days < yellowAt) return null;
  const light = redAt !== undefined && days >= redAt ? 'red' : 'yellow';
  return reasonOf(code, light, { days }, { subject: due.name, at: due.at });
}

function ahead({ week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const least = thresholds['ahead-ratio'];
  if (week === null || least === undefined || week.planned <= 0n || week.planned >= ONE) return null;
  const times = ratio(week.progress, week.planned);
  // Below a tenth of the plan a single good week is more than the ratio asks for.
  if (times === null || times < least || week.planned < ONE / 10n) return null;
  const values = { ahead: pointsOf(week.progress - week.planned), limit: least };
  return reasonOf('ahead', 'blue', values, { at: week.closesAt });
}
