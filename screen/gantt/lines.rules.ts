import type { BaselineTask, Plan, PlannedTask, ScheduleContent, Task } from '../../contracts/schedules.ts';
import { dayOf, type Day } from './days.rules.ts';

export interface Span {
  readonly from: Day;
  readonly to: Day;
}
/** A row of the chart. */
export interface GanttLine {
  readonly task: Task;
  readonly planned: PlannedTask;
  readonly depth: number;
  /** Null: nothing stands below it. */
  readonly isOpen: boolean | null;
  readonly span: Span | null;
  /** As it was agreed. */
  readonly agreed: Span | null;
  /** As it is kept, where a change of it is tried. */
  readonly kept: Span | null;
}
export interface LinesInput {
  readonly content: Pick<ScheduleContent, 'tasks'>;
  readonly plan: Plan;
  readonly closed: ReadonlySet<number>;
  readonly agreed?: readonly BaselineTask[] | undefined;
  readonly kept?: Plan | undefined;
}

const spanOf = (task: { readonly start: string | null; readonly finish: string | null } | undefined): Span | null =>
  task === undefined || task.start === null || task.finish === null
    ? null
    : { from: dayOf(task.start), to: dayOf(task.finish) };
const byId = <T extends { readonly taskId: number }>(tasks: readonly T[] | undefined) =>
  new Map((tasks ?? []).map((task) => [task.taskId, task]));

/** The rows that are open, in the order of the breakdown (tasks come in it). */
export function linesOf({ content, plan, closed, agreed, kept }: LinesInput): GanttLine[] {
  const [planned, then, before] = [byId(plan.tasks), byId(agreed), byId(kept?.tasks)];
  const depths = new Map<number, number>();
  const hidden = new Set<number>();
  const parents = new Set(content.tasks.flatMap(({ parentId }) => parentId ?? []));
  return content.tasks.flatMap((task): GanttLine[] => {
    const depth = task.parentId === null ? 0 : (depths.get(task.parentId) ?? 0) + 1;
    depths.set(task.id, depth);
    if (task.parentId !== null && (hidden.has(task.parentId) || closed.has(task.parentId))) {
      hidden.add(task.id);
      return [];
    }
    const now = planned.get(task.id);
    if (now === undefined) return [];
    const [span, old] = [spanOf(now), spanOf(before.get(task.id))];
    const isMoved = old !== null && (old.from !== span?.from || old.to !== span.to);
    return [
      {
        ...{ task, planned: now, depth, isOpen: parents.has(task.id) ? !closed.has(task.id) : null },
        ...{ span, agreed: spanOf(then.get(task.id)), kept: isMoved ? old : null },
      },
    ];
  });
}
