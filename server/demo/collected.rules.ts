import {
  budgetExecution,
  milestonesOnTime,
  progressReported,
  stretchOf,
  type Collected,
  type Stretch,
} from '../modules/values/collect.rules.ts';
import { yearOf } from '../platform/calendar.rules.ts';
import type { OpenTarget } from './aims.rules.ts';
import { budgetFenOf, paymentsOf } from './payments.rules.ts';
import { fundsPlanOf, milestonesOf } from './plans.rules.ts';
import { weeksOf } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

/**
 * What the system would have taken by the end of a month of this year from the demo's own payments, milestones and weekly
 * reports, by the product's own formulas. Telemetry has no past in the demo: its shares come from the simulators.
 */
export function collectedOf(
  project: DemoProject,
  { autoSource, decimals }: Pick<OpenTarget, 'autoSource' | 'decimals'>,
  month: number,
  now: number,
): Collected | undefined {
  const stretch = stretchOf(`${yearOf(now)}-${String(month).padStart(2, '0')}`, now);
  switch (autoSource) {
    case 'budget-execution':
      return executed(project, stretch, decimals, now);
    case 'milestones-on-time':
      return milestonesOnTime(milestonesOf(project, now), stretch, decimals);
    case 'progress':
      return progressReported(newestWeek(project, stretch, now), stretch, decimals);
    default:
      return undefined;
  }
}

function executed(project: DemoProject, stretch: Stretch, decimals: number, now: number): Collected | undefined {
  const payments = paymentsOf(project, now).filter(({ paidAt }) => paidAt < stretch.to);
  if (payments.length === 0) return undefined;
  const within = payments.filter(({ paidAt }) => paidAt >= stretch.from);
  const paid = within.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return budgetExecution({ paidFen: String(paid), budgetFen: String(yearFundsOf(project, now)) }, stretch, decimals);
}

/** 全年预算数: the funds planned for the year; a project without any has its whole budget. */
export function yearFundsOf(project: DemoProject, now: number): number {
  const funds = fundsPlanOf(project, now).filter(({ month }) => month.startsWith(`${yearOf(now)}-`));
  return funds.reduce((sum, { amountFen }) => sum + amountFen, 0) || budgetFenOf(project);
}

function newestWeek(project: DemoProject, { from, to }: Stretch, now: number) {
  const reported = weeksOf(project, now).flatMap(({ closesAt, progress }) =>
    progress !== null && closesAt >= from && closesAt <= to ? [{ closesAt, progress: String(progress) }] : [],
  );
  return reported.at(-1);
}
