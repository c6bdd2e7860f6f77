import type { PlanGoal } from '../../../contracts/plans.ts';
import type { TreeRow } from '../parts/table.ts';

/** What a goal without goals below it lacks; null: it has goals below it, which are looked at instead. */
export type Gap = 'covered' | 'noProject' | 'noIndicator' | 'nothing';
export interface GoalRow {
  readonly goal: PlanGoal;
  readonly gap: Gap | null;
  /** Goals at or below it that lack something. */
  readonly gaps: number;
}

export function gapOf({ projects, indicators }: Pick<PlanGoal, 'projects' | 'indicators'>): Gap {
  if (projects.length > 0) return indicators.length > 0 ? 'covered' : 'noIndicator';
  return indicators.length > 0 ? 'noProject' : 'nothing';
}

/** Goals as a tree; only those with gaps, and what stands above them, where that is wanted. */
export function goalNodes(
  goals: readonly PlanGoal[],
  onlyGaps: boolean,
  parentId: number | null = null,
): TreeRow<GoalRow>[] {
  return goals
    .filter((goal) => goal.parentId === parentId)
    .flatMap((goal) => {
      const children = goalNodes(goals, onlyGaps, goal.id);
      const isEnd = !goals.some((other) => other.parentId === goal.id);
      const gap = isEnd ? gapOf(goal) : null;
      const own = gap === null || gap === 'covered' ? 0 : 1;
      const gaps = own + children.reduce((sum, { row }) => sum + row.gaps, 0);
      return onlyGaps && gaps === 0 ? [] : [{ key: goal.id, row: { goal, gap, gaps }, children }];
    });
}

/** 城市有机更新提质 › 历史文化保护: names above a goal and its own. */
export function goalPath(goals: readonly PlanGoal[], goal: PlanGoal): string {
  const parent = goals.find(({ id }) => id === goal.parentId);
  return parent === undefined ? goal.name : `${goalPath(goals, parent)} › ${goal.name}`;
}

/** `2-4` after `2-3`; `5` after `4`. */
export function nextGoalCode(goals: readonly PlanGoal[], parent: PlanGoal | null): string {
  const taken = new Set(goals.map(({ code }) => code));
  const siblings = goals.filter(({ parentId }) => parentId === (parent?.id ?? null));
  const stem = parent === null ? (siblings[0]?.code.replace(/\d+$/, '') ?? '') : `${parent.code}-`;
  for (let n = siblings.length + 1; ; n++) if (!taken.has(`${stem}${n}`)) return `${stem}${n}`;
}
