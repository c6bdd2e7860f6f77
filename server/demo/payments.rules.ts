import { chanceOf } from './chance.rules.ts';
import { DAY, startOf, WEEK, weeksOf } from './progress.rules.ts';
import type { DemoProject } from './projects.data.ts';

export interface Payment {
  readonly paidAt: number;
  readonly amountFen: number;
}

/** 10,000 yuan in fen. */
const WAN = 1_000_000;
/** Paid before work is done, as a share of the budget. */
const ADVANCE = 0.03;
/** Payments are made in whole hundreds of yuan. */
const STEP = 10_000;

export const budgetFenOf = (project: DemoProject): number => project.wan * WAN;

/**
 * A payment about every three weeks up to now, for what is earned by then and a small advance that work pays back.
 * Amounts are differences of a rounded running total, so they add up exactly; all stay below 2^53 fen.
 */
export function paymentsOf(project: DemoProject, now: number): Payment[] {
  const next = chanceOf(project.number * 104_729);
  const budget = budgetFenOf(project);
  const rate = 0.92 + 0.05 * next();
  const payments: Payment[] = [];
  let paid = 0;
  for (let dueAt = startOf(project, now) + 3 * WEEK; dueAt < now; dueAt += 3 * WEEK) {
    const paidAt = dueAt + Math.floor(next() * 5) * DAY + 9 * 3_600_000 + Math.floor(next() * 28) * 900_000;
    if (paidAt > now) break;
    const total = Math.floor((budget * shareDue(project, now, paidAt, rate)) / STEP) * STEP;
    if (total > paid) payments.push({ paidAt, amountFen: total - paid });
    paid = Math.max(paid, total);
  }
  return payments;
}

/** Share of the budget that is paid by an instant. */
function shareDue(project: DemoProject, now: number, at: number, rate: number): number {
  const earned = weeksOf(project, now).filter((week) => week.closesAt <= at && week.progress !== null);
  const progress = earned[earned.length - 1]?.progress ?? 0;
  switch (project.trouble) {
    case 'underpaid':
      return Math.min(0.38, progress * 0.62);
    case 'overpaid':
      return Math.min(1, progress + 0.25);
    case 'overspent':
      return progress * 1.14;
    default:
      // The last five per cent are kept back until the work is accepted.
      return project.phase === 'evaluation' ? progress : progress * rate + ADVANCE * (1 - progress);
  }
}
