import { metricFacts } from '../../contracts/metrics.ts';
import type { ProjectFigures, ProjectReason, ReasonCode } from '../../contracts/projects.ts';
import { formatNumber, formatPercent } from '../format/number.ts';
import { hourMinute, shortDate } from '../format/time.ts';
import { meanOver } from '../words/events.ts';
import { reasonLimits as limits, reasonSentences as say, since } from '../words/reasons.ts';

const valueOf = (reason: ProjectReason, name: string): number | null => reason.values[name] ?? null;
const number = (reason: ProjectReason, name: string, digits = 0): string => formatNumber(valueOf(reason, name), digits);
/** Percentage points without their sign: the sentence says whether it is above or below. */
const points = (reason: ProjectReason, name: string): string => {
  const value = valueOf(reason, name);
  return formatNumber(value === null ? null : Math.abs(value), 1);
};
const percent = (reason: ProjectReason, name: string, digits = 1): string =>
  formatPercent(valueOf(reason, name), digits);

const whats: Readonly<Record<ReasonCode, (reason: ProjectReason) => string>> = {
  'behind-two-weeks': (r) => say.behindTwoWeeks(points(r, 'gap'), points(r, 'gapBefore')),
  // The gap counts what is missing: as a difference from the plan it carries the minus.
  spi: (r) => say.spi(number(r, 'spi', 2), formatNumber(-(valueOf(r, 'gap') ?? NaN), 1)),
  cpi: (r) => say.cpi(number(r, 'cpi', 2)),
  'over-budget': (r) => say.overBudget(percent(r, 'eacShare')),
  overpaid: (r) => say.overpaid(points(r, 'gap')),
  underpaid: (r) => {
    const [paid, planned] = [valueOf(r, 'paid'), valueOf(r, 'planned')];
    const ratio = paid === null || planned === null || planned === 0 ? null : paid / planned;
    return say.underpaid(formatPercent(paid), formatPercent(planned), formatPercent(ratio));
  },
  unreported: (r) => say.unreported(number(r, 'weeks')),
  exceedance: exceedanceOf,
  'milestone-overdue': (r) => {
    const [name, days] = [r.subject ?? say.unnamed, number(r, 'days')];
    return r.at === null ? say.milestone(name, days) : say.milestoneDue(name, shortDate(r.at), days);
  },
  'phase-overdue': (r) =>
    r.at === null ? say.phase(number(r, 'days')) : say.phaseDue(shortDate(r.at), number(r, 'days')),
  ahead: (r) => say.ahead(points(r, 'ahead')),
  // Progress less plan: above it when positive.
  steady: (r) => {
    const gap = valueOf(r, 'gap');
    if (gap === null) return say.steady;
    if (Math.abs(gap) < 0.05) return say.steadyOn;
    return gap > 0 ? say.steadyAhead(points(r, 'gap')) : say.steadyBehind(points(r, 'gap'));
  },
};

function exceedanceOf(reason: ProjectReason): string {
  const fact = reason.metric === null ? null : metricFacts[reason.metric];
  const isNoise = reason.metric === 'noise';
  const what = meanOver(fact?.label ?? '', valueOf(reason, 'windowMinutes'), isNoise);
  return say.exceedance(
    reason.deviceCode === null ? what : `${reason.deviceCode} ${what}`,
    `${number(reason, 'value', isNoise ? 1 : 0)} ${fact?.unit ?? ''}`.trim(),
  );
}

/** The limit in the unit of its value. It travels with the reason: thresholds are dated rows that only the server knows. */
const limitWordings: Readonly<Partial<Record<ReasonCode, (limit: number) => string>>> = {
  'behind-two-weeks': (limit) => limits.overPoints(formatNumber(limit)),
  spi: (limit) => limits.under(formatNumber(limit, 2)),
  cpi: (limit) => limits.under(formatNumber(limit, 2)),
  'over-budget': (limit) => limits.overShare(formatPercent(limit, 0)),
  overpaid: (limit) => limits.overPoints(formatNumber(limit)),
  underpaid: (limit) => limits.underShare(formatPercent(limit, 0)),
  exceedance: (limit) => limits.over(formatNumber(limit)),
  ahead: (limit) => limits.aheadShare(formatPercent(limit, 0)),
  steady: (limit) => limits.within(formatNumber(limit)),
};

function limitOf(reason: ProjectReason): string | null {
  const limit = valueOf(reason, 'limit');
  return limit === null ? null : (limitWordings[reason.code]?.(limit) ?? null);
}

/** What the value rests on: a judging window closes at a minute, a report at a week. An overdue date is in the sentence. */
function sinceOf(reason: ProjectReason): string | null {
  const { code, at } = reason;
  if (at === null || code === 'milestone-overdue' || code === 'phase-overdue') return null;
  if (code !== 'exceedance') return since.week(shortDate(at));
  const times = valueOf(reason, 'times') ?? 1;
  const window = since.window(`${shortDate(at)} ${hourMinute(at)}`);
  return times > 1 ? `${since.times(formatNumber(times))}，${window}` : window;
}

/** One formal sentence: what, value, limit, since when. No cause is guessed (spec 9). */
export function reasonSentence(reason: ProjectReason): string {
  const parts = [whats[reason.code](reason), limitOf(reason), sinceOf(reason)];
  return `${parts.filter((part) => part !== null).join('，')}。`;
}

/** The sentence of a project: that of its worst reason, or that there is nothing to judge by. */
export function worstSentence({ reasons }: Pick<ProjectFigures, 'reasons'>): string {
  const worst = reasons[0];
  return worst === undefined ? say.none : reasonSentence(worst);
}
