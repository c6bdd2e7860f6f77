import type { Link, PlanEdit, ScheduleContent, ScheduleFault, Task } from '../../../contracts/schedules.ts';

/** What of a content has become another. */
export interface Changed<T> {
  readonly put: readonly T[];
  readonly removed: readonly number[];
  readonly added: number;
}
export interface ContentChange {
  readonly tasks: Changed<Task>;
  readonly links: Changed<Link>;
}

function changedOf<T extends { readonly id: number }>(before: readonly T[], after: readonly T[]): Changed<T> {
  const old = new Map(before.map((one) => [one.id, JSON.stringify(sorted(one))]));
  const kept = new Set(after.map(({ id }) => id));
  const put = after.filter((one) => old.get(one.id) !== JSON.stringify(sorted(one)));
  return {
    put,
    removed: before.map(({ id }) => id).filter((id) => !kept.has(id)),
    added: put.filter(({ id }) => !old.has(id)).length,
  };
}
/** Whatever order its fields came in. */
const sorted = (one: object): unknown => Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));

export const changeOf = (before: ScheduleContent, after: ScheduleContent): ContentChange => ({
  tasks: changedOf(before.tasks, after.tasks),
  links: changedOf(before.links, after.links),
});

/** Only what is new has a number that the schedule does not know, and then one below zero. */
export function strangers(content: ScheduleContent, edits: readonly PlanEdit[]): ScheduleFault[] {
  const tasks = new Set(content.tasks.map(({ id }) => id));
  const links = new Set(content.links.map(({ id }) => id));
  const fault = (code: 'task-unknown' | 'link-unknown', id: number): ScheduleFault[] => [
    { code, taskId: null, linkId: null, path: null, found: String(id) },
  ];
  return edits.flatMap((edit) => {
    if (edit.kind === 'put-task' && edit.task.id >= 0 && !tasks.has(edit.task.id))
      return fault('task-unknown', edit.task.id);
    if (edit.kind === 'put-link' && edit.link.id >= 0 && !links.has(edit.link.id))
      return fault('link-unknown', edit.link.id);
    return [];
  });
}

export interface Numbering {
  readonly tasks: ReadonlyMap<number, number>;
  readonly links: ReadonlyMap<number, number>;
}
/** New tasks and links by the numbers they were given. */
export function renumber(content: ScheduleContent, { tasks, links }: Numbering): ScheduleContent {
  const task = (id: number): number => tasks.get(id) ?? id;
  return {
    ...content,
    tasks: content.tasks.map((one) => ({
      ...one,
      id: task(one.id),
      parentId: one.parentId === null ? null : task(one.parentId),
    })),
    links: content.links.map((one) => ({
      ...one,
      id: links.get(one.id) ?? one.id,
      fromId: task(one.fromId),
      toId: task(one.toId),
    })),
  };
}
