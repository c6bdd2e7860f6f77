import type { EarnedPoint, EarnedStatement } from '../../../contracts/earnedValue.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import { add, compare, divide, isZero, multiply, rounded, subtract, type Decimal } from '../../platform/exact.rules.ts';

/** A week of a project: shares of 1 as decimals, and all that was paid by its close. */
export interface EarnedWeek {
  readonly closesAt: Instant;
  readonly planned: Decimal;
  readonly progress: Decimal | null;
  readonly paidFen: Decimal;
}
export interface EarnedInputs {
  readonly projectId: string;
  readonly budgetFen: Decimal;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly weeks: readonly EarnedWeek[];
}

const RATIO_PLACES = 4;
const WEEK_MS = 7 * 86_400_000;

/** A quotient, or null where there is nothing to divide by. */
const over = (what: Decimal | null, by: Decimal | null, places = RATIO_PLACES): Decimal | null =>
  what === null || by === null || compare(by, '0') <= 0 ? null : divide(what, by, places);
const fen = (sum: Decimal): Decimal => rounded(sum, 0);

/** The figures of one moment, of sums in the same unit. */
export interface EarnedFigures {
  readonly budget: Decimal;
  readonly planned: Decimal;
  readonly earned: Decimal;
  readonly paid: Decimal;
}
/**
 * SPI = EV/PV, CPI = EV/AC, EAC = BAC/CPI, pessimistic EAC = AC + (BAC − EV)/(CPI·SPI), TCPI = (BAC − EV)/(BAC − AC).
 * Each quotient is of whole sums, so that no ratio that was rounded is divided by.
 */
export function indicesOf({ budget, planned, earned, paid }: EarnedFigures) {
  const left = subtract(budget, earned);
  const estimate = over(multiply(budget, paid), earned, 0);
  // (BAC − EV) ÷ (EV/AC · EV/PV) = (BAC − EV) · AC · PV ÷ EV².
  const rest = over(multiply(left, multiply(paid, planned)), multiply(earned, earned), 0);
  return {
    scheduleVarianceFen: fen(subtract(earned, planned)),
    costVarianceFen: fen(subtract(earned, paid)),
    spi: over(earned, planned),
    cpi: over(earned, paid),
    // Without a payment there is no cost to go by.
    estimateFen: isZero(paid) ? null : estimate,
    pessimisticFen: isZero(paid) || isZero(planned) || rest === null ? null : fen(add(paid, rest)),
    toCompleteFen: isZero(paid) || estimate === null ? null : subtract(estimate, fen(paid)),
    varianceAtCompletionFen: isZero(paid) || estimate === null ? null : subtract(budget, estimate),
    tcpi: over(left, subtract(budget, paid)),
  };
}

/**
 * 挣得进度: when the plan had reached what is earned now, between two Mondays in proportion. Null before anything was
 * planned, or when the plan never reaches it.
 */
export function earnedAt(startsAt: Instant, weeks: readonly EarnedWeek[], progress: Decimal): Instant | null {
  const first = weeks[0];
  const before = first === undefined || startsAt >= first.closesAt ? [] : [{ closesAt: startsAt, planned: '0' }];
  const plan = [...before, ...weeks];
  const passed = plan.findLastIndex(({ planned }) => compare(planned, progress) <= 0);
  const [from, to] = [plan[passed], plan[passed + 1]];
  if (from === undefined) return null;
  if (to === undefined) return compare(from.planned, progress) === 0 ? reached(plan, progress) : null;
  // A plan that stands still has reached it at the first of its Mondays.
  if (compare(from.planned, progress) === 0) return reached(plan, progress);
  const share = divide(subtract(progress, from.planned), subtract(to.planned, from.planned), 9);
  return Math.round(from.closesAt + Number(share) * (to.closesAt - from.closesAt));
}
const reached = (plan: readonly Pick<EarnedWeek, 'closesAt' | 'planned'>[], progress: Decimal): Instant | null =>
  plan.find(({ planned }) => compare(planned, progress) >= 0)?.closesAt ?? null;

const weeksOf = (ms: number): Decimal => divide(String(ms), String(WEEK_MS), 2);

/** Earned schedule at a week's close. */
function scheduleOf({ startsAt, endsAt, weeks }: EarnedInputs, asOf: Instant, progress: Decimal) {
  const at = earnedAt(startsAt, weeks, progress);
  const none = { earnedWeeks: null, actualWeeks: null, spiTime: null, forecastEndAt: null };
  if (at === null || asOf <= startsAt) return none;
  const earned = Math.max(0, at - startsAt);
  const spiTime = divide(String(earned), String(asOf - startsAt), RATIO_PLACES);
  return {
    earnedWeeks: weeksOf(earned),
    actualWeeks: weeksOf(asOf - startsAt),
    spiTime,
    // What is earned says how fast it goes; of nothing earned there is no pace.
    forecastEndAt: earned === 0 ? null : Math.round(startsAt + ((endsAt - startsAt) * (asOf - startsAt)) / earned),
  };
}

const unknown = {
  ...{ asOf: null, plannedFen: null, earnedFen: null, paidFen: null, scheduleVarianceFen: null, costVarianceFen: null },
  ...{ spi: null, cpi: null, estimateFen: null, pessimisticFen: null, toCompleteFen: null },
  ...{ varianceAtCompletionFen: null, tcpi: null },
  ...{ earnedWeeks: null, actualWeeks: null, spiTime: null, forecastEndAt: null },
} as const;

/** The statement of a project at its newest accepted week by `now`. */
export function statementOf(inputs: EarnedInputs, now: Instant): EarnedStatement {
  const { projectId, budgetFen, startsAt, endsAt, weeks } = inputs;
  const valueOf = (share: Decimal) => multiply(budgetFen, share);
  const points = weeks.map(({ closesAt, planned, progress, paidFen }): EarnedPoint => {
    const isOver = closesAt <= now;
    return {
      at: closesAt,
      plannedFen: fen(valueOf(planned)),
      earnedFen: !isOver || progress === null ? null : fen(valueOf(progress)),
      paidFen: isOver ? paidFen : null,
    };
  });
  const basis = { projectId, budgetFen, startsAt, endsAt, points };
  const last = weeks.findLast(({ closesAt, progress }) => closesAt <= now && progress !== null);
  if (last === undefined || last.progress === null) return { ...unknown, ...basis };
  const figures = {
    ...{ budget: budgetFen, planned: valueOf(last.planned), earned: valueOf(last.progress), paid: last.paidFen },
  };
  return {
    ...basis,
    asOf: last.closesAt,
    ...{ plannedFen: fen(figures.planned), earnedFen: fen(figures.earned), paidFen: last.paidFen },
    ...indicesOf(figures),
    ...scheduleOf(inputs, last.closesAt, last.progress),
  };
}
