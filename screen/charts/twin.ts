import type { Instant } from '../../contracts/glossary.ts';
import type { FundsMonth, Milestone, ProjectWeek } from '../../contracts/projects.ts';
import { DASH, formatNumber, formatPercent, formatPoints } from '../format/number.ts';
import { dateText } from '../format/time.ts';
import { states } from '../words/states.ts';
import { chartNames, twinWords } from '../words/charts.ts';
import { shareOf } from './funds.option.ts';
import { ganttRow } from './gantt.rules.ts';

/** What a chart shows, as a table: for screen readers always, for eyes on a tablet when asked for. */
export interface ChartTwin {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
const rate = (share: number | null): string => (share === null ? DASH : `${formatPercent(share)}%`);

/** Closed weeks, newest first, then those to come, which have a plan only. A closed week without a report says so. */
export const planActualTwin = (weeks: readonly ProjectWeek[], now: Instant): ChartTwin => ({
  columns: [twinWords.weekTo, chartNames.actual, chartNames.plan, twinWords.gap],
  rows: [
    ...weeks.filter((week) => week.closesAt <= now).toReversed(),
    ...weeks.filter((week) => week.closesAt > now),
  ].map(({ closesAt, planned, progress }) => [
    dateText(closesAt),
    progress === null && closesAt <= now ? states.unreported : rate(progress),
    rate(planned),
    formatPoints(progress === null ? null : progress - planned),
  ]),
});

/** Funds that arrived have a column where finance tells of them. */
export function fundsTwin(months: readonly FundsMonth[], baseFen: string): ChartTwin {
  const tells = months.some(({ arrivedFen }) => arrivedFen !== null);
  const arrivedOf = (fen: string | null): string[] => (tells ? [percentText(shareOf(fen, baseFen))] : []);
  return {
    columns: [
      ...[twinWords.month, chartNames.paid, ...(tells ? [chartNames.arrived] : [])],
      ...[chartNames.fundsPlan, chartNames.elapsed],
    ],
    rows: months.map(({ startsAt, paidFen, plannedFen, arrivedFen }, i) => [
      ...[dateText(startsAt).slice(0, 7), percentText(shareOf(paidFen, baseFen)), ...arrivedOf(arrivedFen)],
      percentText(shareOf(plannedFen, baseFen)),
      percentText((100 * (i + 1)) / months.length),
    ]),
  };
}
const percentText = (percent: number | null): string => (percent === null ? DASH : `${formatNumber(percent, 1)}%`);

export const ganttTwin = (milestones: readonly Milestone[], now: Instant): ChartTwin => ({
  columns: [twinWords.work, twinWords.plannedSpan, twinWords.actualSpan, twinWords.progress],
  rows: milestones.map((milestone) => {
    const { name, plannedFrom, plannedTo, actualFrom, actualTo, progress, isEvent } = milestone;
    const { state, isLate } = ganttRow(milestone, now);
    const span = (from: Instant | null, to: Instant | null): string =>
      isEvent ? day(to) : from === null && to === null ? DASH : `${day(from)} 至 ${day(to)}`;
    const share = state === 'done' ? 1 : isEvent ? null : progress;
    return [
      name,
      span(plannedFrom, plannedTo),
      span(actualFrom, actualTo),
      `${share === null ? DASH : `${formatPercent(share, 0)}%`}${isLate ? `　${chartNames.late}` : ''}`,
    ];
  }),
});
const day = (at: Instant | null): string => (at === null ? DASH : dateText(at));
