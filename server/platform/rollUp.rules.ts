import { add, divide, isZero, multiply, type Decimal } from './exact.rules.ts';

const SCORE_PLACES = 8;

/** A project within a group: its score (null: none yet) and what it weighs, in fen. */
export interface Member {
  readonly score: Decimal | null;
  readonly budgetFen: string;
}
export interface RolledUp {
  readonly weighted: Decimal | null;
  readonly plain: Decimal | null;
  readonly projects: number;
  readonly scored: number;
}

/**
 * Scores of a street, department, sector or the district: weighted by the projects' budgets, and plain. Null while
 * nothing is scored. Who has no score is counted and left out: missing is not zero.
 */
export function rollUp(members: readonly Member[]): RolledUp {
  const scored = members.flatMap(({ score, budgetFen }) => (score === null ? [] : [{ score, budgetFen }]));
  const budget = add(...scored.map(({ budgetFen }) => budgetFen));
  const weighed = add(...scored.map(({ score, budgetFen }) => multiply(score, budgetFen)));
  const sum = add(...scored.map(({ score }) => score));
  return {
    weighted: isZero(budget) ? null : divide(weighed, budget, SCORE_PLACES),
    plain: scored.length === 0 ? null : divide(sum, String(scored.length), SCORE_PLACES),
    projects: members.length,
    scored: scored.length,
  };
}
