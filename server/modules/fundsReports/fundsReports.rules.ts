import type { ProblemCode } from '../../../contracts/errors.ts';
import type { FundsEntry, FundsGround } from '../../../contracts/fundsReports.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { ReportState } from '../../../contracts/reports.ts';
import { SHANGHAI_SHIFT_MS } from '../../platform/calendar.rules.ts';
import { add, compare, divide, isZero, multiply, rounded, subtract, type Decimal } from '../../platform/exact.rules.ts';

const yuanOf = (fen: Decimal): string => rounded(divide(fen, '100', 2), 2);

/** The instant that ends a month of Asia/Shanghai, `2026-11`. */
export const monthEnd = (month: string): Instant =>
  Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - SHANGHAI_SHIFT_MS;

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
/** What a report is held against. */
export interface FundsBasis extends FundsGround {
  /** A report of this very month was accepted. */
  readonly isAccepted: boolean;
  /** How far payments may be from their plan without a word, as a share of the budget; null: the district says nothing. */
  readonly tolerance: Decimal | null;
}

/** Whether what was paid so far is further from its plan than the district lets pass without a word. */
export function isOffPlan({ paidToDateFen, plannedToDateFen, budgetFen, tolerance }: FundsBasis): boolean {
  if (plannedToDateFen === null || tolerance === null) return false;
  const gap = subtract(paidToDateFen, plannedToDateFen).replace(/^-/, '');
  return compare(gap, multiply(budgetFen, tolerance)) > 0;
}

/** Why a report is not taken, or undefined. What was paid is divided to the fen; what is owed or off plan is explained. */
export function whyNotFunds(entry: FundsEntry, basis: FundsBasis, now: Instant): Objection | undefined {
  const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });
  const { sources, arrearsFen } = entry;
  if (monthEnd(entry.month) > now) return refuse('该月尚未结束');
  if (new Set(sources.map(({ source }) => source)).size < sources.length) return refuse('同一资金来源只填一行');
  if ([arrearsFen, ...sources.map(({ arrivedFen }) => arrivedFen)].some((fen) => fen.startsWith('-')))
    return refuse('到位与应付未付金额不得为负');
  const divided = add(...sources.map(({ paidFen }) => paidFen));
  if (compare(divided, basis.paidFen) !== 0)
    return refuse(`各来源支付合计 ${yuanOf(divided)} 元,应等于该月支付记录合计 ${yuanOf(basis.paidFen)} 元`);
  if (!isZero(arrearsFen) && entry.arrearsNote.trim() === '') return refuse('有应付未付的,请说明欠付对象与原因');
  if (isOffPlan(basis) && entry.note.trim() === '') return refuse('累计支付偏离用款计划超过规定幅度,请说明原因');
  if (basis.isAccepted && entry.reason.trim() === '') return refuse('该月报告已采用,更正请填写原因');
  return undefined;
}

/** Why somebody may not decide on a report, or undefined. Who filled it in does not review it. */
export function whyNotReview(
  report: { readonly state: ReportState; readonly filledById: number | null },
  personId: number,
): Objection | undefined {
  if (report.state !== 'submitted') return { code: 'not-in-this-state', detail: '该报告已审核' };
  return report.filledById === personId ? { code: 'own-change', detail: '填报人不得审核本人填报的报告' } : undefined;
}
