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

/** What a group's scores add up to, exactly. Who has none is counted, and left out of all sums. */
export interface Sums {
  readonly projects: number;
  readonly scored: number;
  readonly scores: Decimal;
  readonly budgets: Decimal;
  /** Of each score by its budget. */
  readonly weighed: Decimal;
}

/**
 * Scores of a street, department, sector or the district: weighted by the projects' budgets, and plain. Null while
 * nothing is scored: missing is not zero.
 */
export const meansOf = ({ projects, scored, scores, budgets, weighed }: Sums): RolledUp => ({
  weighted: isZero(budgets) ? null : divide(weighed, budgets, SCORE_PLACES),
  plain: scored === 0 ? null : divide(scores, String(scored), SCORE_PLACES),
  projects,
  scored,
});

export function rollUp(members: readonly Member[]): RolledUp {
  const scored = members.flatMap(({ score, budgetFen }) => (score === null ? [] : [{ score, budgetFen }]));
  return meansOf({
    projects: members.length,
    scored: scored.length,
    scores: add(...scored.map(({ score }) => score)),
    budgets: add(...scored.map(({ budgetFen }) => budgetFen)),
    weighed: add(...scored.map(({ score, budgetFen }) => multiply(score, budgetFen))),
  });
}
