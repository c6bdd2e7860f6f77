import type { Coverage, PlanGoal } from '../../../contracts/plans.ts';

type Traced = Pick<PlanGoal, 'id' | 'parentId' | 'projects' | 'indicators'>;

/** Goals without goals below them: it is these that something must trace to. */
export function endGoals<G extends Traced>(goals: readonly G[]): G[] {
  const parents = new Set(goals.map(({ parentId }) => parentId));
  return goals.filter(({ id }) => !parents.has(id));
}

export function coverageOf(goals: readonly Traced[]): Coverage {
  const ends = endGoals(goals);
  const count = (isSo: (goal: Traced) => boolean): number => ends.filter(isSo).length;
  return {
    goals: ends.length,
    withProjects: count(({ projects }) => projects.length > 0),
    withIndicators: count(({ indicators }) => indicators.length > 0),
    covered: count(({ projects, indicators }) => projects.length > 0 && indicators.length > 0),
  };
}
