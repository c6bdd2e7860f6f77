import type { BudgetLine, PlannedMonth, PlannedWeek } from '../../../contracts/budgets.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { compare } from '../../platform/exact.rules.ts';
import type { Objection } from '../../platform/problems.ts';

const WEEK_MS = 7 * 86_400_000;
/** 1970-01-05 00:00 Asia/Shanghai, a Monday: what every closing instant stands whole weeks away from. */
const FIRST_MONDAY = Date.UTC(1970, 0, 4, 16);
export const isMonday = (at: Instant): boolean => (at - FIRST_MONDAY) % WEEK_MS === 0;

const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });
export const sumFen = (sums: readonly string[]): string => sums.reduce((sum, fen) => sum + BigInt(fen), 0n).toString();

/** Lines come to the whole cost at most: what is over it is to be approved first (政府投资条例 article 23). */
export function whyNotLines(lines: readonly BudgetLine[], budgetFen: string): Objection | undefined {
  if (lines.some(({ amountFen }) => BigInt(amountFen) <= 0n)) return refuse('金额应大于 0');
  if (BigInt(sumFen(lines.map(({ amountFen }) => amountFen))) > BigInt(budgetFen))
    return refuse('预算明细合计超过总投资');
  return undefined;
}

/** A month once, nothing below 0, the whole cost at most. */
export function whyNotMonths(months: readonly PlannedMonth[], budgetFen: string): Objection | undefined {
  if (new Set(months.map(({ month }) => month)).size < months.length) return refuse('月份重复');
  if (months.some(({ amountFen }) => BigInt(amountFen) < 0n)) return refuse('金额不得小于 0');
  if (BigInt(sumFen(months.map(({ amountFen }) => amountFen))) > BigInt(budgetFen))
    return refuse('用款计划合计超过总投资');
  return undefined;
}

/** A week that something was reported of. */
export interface KeptWeek {
  readonly closesAt: Instant;
  readonly planned: string;
}
/**
 * A plan of progress: week after week without a gap, from the first that closes after the start, never falling, up to
 * 100 %. What a week was planned with when it was reported stays.
 */
export function whyNotWeeks(
  weeks: readonly PlannedWeek[],
  kept: readonly KeptWeek[],
  startsAt: Instant,
): Objection | undefined {
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return refuse('进度计划至少有一周');
  if (!weeks.every(({ closesAt }) => isMonday(closesAt))) return refuse('每周应以周一零时为截止');
  if (first.closesAt <= startsAt) return refuse('首周截止早于计划开始日期');
  for (const [i, week] of weeks.entries()) {
    const before = weeks[i - 1];
    if (before === undefined) continue;
    if (week.closesAt - before.closesAt !== WEEK_MS) return refuse('各周应连续,不得缺漏或重复');
    if (compare(week.planned, before.planned) < 0) return refuse('计划进度不得逐周下降');
  }
  if (compare(last.planned, '100') !== 0) return refuse('最后一周的计划进度应为 100%');
  const planned = new Map(weeks.map((week) => [week.closesAt, week.planned]));
  const lost = kept.some((one) => compare(planned.get(one.closesAt) ?? '-1', one.planned) !== 0);
  return lost ? refuse('已有周报的周,其计划不得删改') : undefined;
}
