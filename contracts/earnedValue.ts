import { Type, type Static } from 'typebox';
import { CodeText, DecimalText, FenText, InstantMs, nullable } from './schema.ts';

/** What should have been earned by a Monday, what was, and what had been paid by then. Null: not reported, not yet. */
export const EarnedPoint = Type.Object({
  at: InstantMs,
  plannedFen: FenText,
  earnedFen: nullable(FenText),
  paidFen: nullable(FenText),
});
export type EarnedPoint = Static<typeof EarnedPoint>;

/**
 * 挣值 of a project at its newest accepted week (domain.md 7.1). Sums in fen, rounded once; ratios to four places. Null
 * where something it is computed from is missing or nothing is there to divide by.
 */
export const EarnedStatement = Type.Object({
  projectId: CodeText,
  /** The Monday 00:00 Asia/Shanghai that the newest accepted week closes; null: no report was accepted. */
  asOf: nullable(InstantMs),
  /** BAC: the project's budget. */
  budgetFen: FenText,
  plannedFen: nullable(FenText),
  earnedFen: nullable(FenText),
  /** AC, 支付口径: what was paid by the week's close. */
  paidFen: nullable(FenText),
  scheduleVarianceFen: nullable(FenText),
  costVarianceFen: nullable(FenText),
  spi: nullable(DecimalText),
  cpi: nullable(DecimalText),
  /** EAC = BAC ÷ CPI. */
  estimateFen: nullable(FenText),
  /** EAC = AC + (BAC − EV) ÷ (CPI × SPI). */
  pessimisticFen: nullable(FenText),
  toCompleteFen: nullable(FenText),
  varianceAtCompletionFen: nullable(FenText),
  tcpi: nullable(DecimalText),
  /** ES: weeks from the start to when the plan had reached what is earned now; AT: weeks that have gone by. */
  earnedWeeks: nullable(DecimalText),
  actualWeeks: nullable(DecimalText),
  /** SPI(t) = ES ÷ AT. */
  spiTime: nullable(DecimalText),
  /** Start and planned duration ÷ SPI(t). */
  forecastEndAt: nullable(InstantMs),
  startsAt: InstantMs,
  endsAt: InstantMs,
  points: Type.Array(EarnedPoint),
});
export type EarnedStatement = Static<typeof EarnedStatement>;
