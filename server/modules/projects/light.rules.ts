import type { Instant } from '../../../contracts/glossary.ts';
import type { Light, ProjectReason, ReasonCode } from '../../../contracts/projects.ts';
import { cpiOf, ONE, ratio, spiOf, valueOf, type ShareE5 } from './earnedValue.rules.ts';
import { isAbove, isBelow, type Limit } from './limit.rules.ts';
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
    const values = limit === undefined ? { gap } : { gap, limit: limit.shown };
    return { light: 'green', reasons: [reasonOf('steady', 'green', values, { at: week.closesAt })] };
  }
  // Before work begins there is nothing to report; with dates that hold the project is on its way.
  if (project.phaseEnd !== null) return { light: 'green', reasons: [reasonOf('steady', 'green', {})] };
  return { light: null, reasons: [] };
}

/** Percentage points with two decimals, for people to read. */
const pointsOf = (share: ShareE5): number => Number(share / 10n) / 100;

/** The case the district asked for: two reports in a row at least five points below plan (a missing one neither counts nor resets). */
function behindTwoWeeks({ week, before }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const limit = thresholds['behind-points'];
  if (week === null || before === null || limit === undefined) return null;
  const [gap, gapBefore] = [week.planned - week.progress, before.planned - before.progress];
  if (isBelow(gap, POINT, limit) || isBelow(gapBefore, POINT, limit)) return null;
  const values = { gap: pointsOf(gap), gapBefore: pointsOf(gapBefore), limit: limit.shown };
  return reasonOf('behind-two-weeks', 'red', values, { at: week.closesAt });
}

interface Band {
  readonly light: Light;
  /** The threshold that was passed. */
  readonly limit: number;
}
/** A part of a whole, not divided yet. */
interface Quotient {
  readonly dividend: bigint;
  readonly divisor: bigint;
}

/** Which band a quotient falls into when less is worse; null above both, and where there is nothing to divide by. */
function lowBand(
  { dividend, divisor }: Quotient,
  thresholds: Thresholds,
  yellow: ThresholdCode,
  red: ThresholdCode,
): Band | null {
  if (divisor <= 0n) return null;
  const isUnder = (limit: Limit | undefined): limit is Limit =>
    limit !== undefined && isBelow(dividend, divisor, limit);
  const [yellowAt, redAt] = [thresholds[yellow], thresholds[red]];
  if (isUnder(redAt)) return { light: 'red', limit: redAt.shown };
  return isUnder(yellowAt) ? { light: 'yellow', limit: yellowAt.shown } : null;
}

function schedule({ budget, week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  if (week === null) return null;
  const [earned, planned] = [valueOf(budget, week.progress), valueOf(budget, week.planned)];
  const band = lowBand({ dividend: earned, divisor: planned }, thresholds, 'spi-yellow', 'spi-red');
  const spi = spiOf(earned, planned);
  if (band === null || spi === null) return null;
  const values = { spi, gap: pointsOf(week.planned - week.progress), limit: band.limit };
  return reasonOf('spi', band.light, values, { at: week.closesAt });
}

/** How much of a whole is over a limit; null where it is not, or where there is no whole. */
function excess(dividend: bigint, divisor: bigint, limit: Limit | undefined): number | null {
  if (limit === undefined || divisor <= 0n || !isAbove(dividend, divisor, limit)) return null;
  return ratio(dividend, divisor);
}

function cost({ budget, paid, week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const eacRed = thresholds['eac-red'];
  const spent = excess(paid, budget, eacRed);
  const limits = eacRed === undefined ? {} : { limit: eacRed.shown };
  if (spent !== null) return reasonOf('over-budget', 'red', { eacShare: spent, ...limits });
  if (week === null || week.paidToClose === null) return null;
  // Before a fifth of the work is done an advance payment alone moves the estimate by more than the threshold.
  if (week.progress < ONE / 5n) return null;
  const earned = valueOf(budget, week.progress);
  // EAC = BAC / CPI, as a share of the budget: AC / EV.
  const eacShare = excess(week.paidToClose * ONE, earned, eacRed);
  if (eacShare !== null) return reasonOf('over-budget', 'red', { eacShare, ...limits }, { at: week.closesAt });
  const band = lowBand({ dividend: earned, divisor: week.paidToClose * ONE }, thresholds, 'cpi-yellow', 'cpi-red');
  const cpi = cpiOf(earned, week.paidToClose);
  if (band === null || cpi === null) return null;
  return reasonOf('cpi', band.light, { cpi, limit: band.limit }, { at: week.closesAt });
}

const payment = (project: ProjectInputs, thresholds: Thresholds): (ProjectReason | null)[] => [
  overpaid(project, thresholds),
  underpaid(project, thresholds),
];

function overpaid({ budget, paid, week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const most = thresholds['overpaid-points'];
  if (week === null || most === undefined || budget <= 0n) return null;
  // Paid ÷ budget less the work done, in percentage points.
  const ahead = paid * ONE - valueOf(budget, week.progress);
  if (!isAbove(ahead, budget * POINT, most)) return null;
  return reasonOf('overpaid', 'yellow', { gap: pointsOf(ahead / budget), limit: most.shown });
}

function underpaid({ budget, paid, paidPlanned }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const quotient = { dividend: paid, divisor: paidPlanned ?? 0n };
  const band = lowBand(quotient, thresholds, 'paid-ratio-yellow', 'paid-ratio-red');
  if (band === null) return null;
  const shares = { paid: ratio(paid, budget) ?? 0, planned: ratio(paidPlanned ?? 0n, budget) ?? 0 };
  return reasonOf('underpaid', band.light, { ...shares, limit: band.limit });
}

function unreported({ missedWeeks }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const least = thresholds['unreported-weeks'];
  return least === undefined || isBelow(BigInt(missedWeeks), 1n, least)
    ? null
    : reasonOf('unreported', 'yellow', { weeks: missedWeeks });
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
  const isShort = (limit: Limit): boolean => isBelow(BigInt(days), 1n, limit);
  if (isShort(yellowAt)) return null;
  const light = redAt !== undefined && !isShort(redAt) ? 'red' : 'yellow';
  return reasonOf(code, light, { days }, { subject: due.name, at: due.at });
}

function ahead({ week }: ProjectInputs, thresholds: Thresholds): ProjectReason | null {
  const least = thresholds['ahead-ratio'];
  if (week === null || least === undefined || week.planned <= 0n || week.planned >= ONE) return null;
  // Below a tenth of the plan a single good week is more than the ratio asks for.
  if (isBelow(week.progress, week.planned, least) || week.planned < ONE / 10n) return null;
  const values = { ahead: pointsOf(week.progress - week.planned), limit: least.shown };
  return reasonOf('ahead', 'blue', values, { at: week.closesAt });
}
