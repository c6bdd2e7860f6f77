import type {
  Link,
  LinkType,
  PlannedTask,
  ScheduleContent,
  ScheduleEdit,
  Task,
  TaskKind,
} from '../../../contracts/schedules.ts';
import { dayOf, textOf, workedBetween, type Day, type Idleness } from '../../gantt/days.rules.ts';

/** What one act of somebody changes. */
export type Act = readonly ScheduleEdit[];
/** What was done and may be undone, and what was undone and may be done again. */
export interface History {
  readonly done: readonly Act[];
  readonly undone: readonly Act[];
}
export const noHistory: History = { done: [], undone: [] };
export const withAct = ({ done }: History, act: Act): History => ({ done: [...done, act], undone: [] });
export const undo = ({ done, undone }: History): History => {
  const last = done.at(-1);
  return last === undefined ? { done, undone } : { done: done.slice(0, -1), undone: [...undone, last] };
};
export const redo = ({ done, undone }: History): History => {
  const last = undone.at(-1);
  return last === undefined ? { done, undone } : { done: [...done, last], undone: undone.slice(0, -1) };
};
export const editsOf = ({ done }: History): ScheduleEdit[] => done.flat();

const put = (task: Task): ScheduleEdit => ({ kind: 'put-task', task });

/** The number for something new: below zero, and below every other. */
export const freshId = (all: readonly { readonly id: number }[]): number => Math.min(0, ...all.map(({ id }) => id)) - 1;

/**
 * A bar dropped at another day begins no earlier than that; at the first day of the schedule, whenever it can. What has begun
 * does not move: null.
 */
export function moveTask(task: Task, planned: PlannedTask, to: Day, startsOn: string): Act | null {
  if (planned.start === null || planned.state !== 'waiting' || task.kind === 'summary') return null;
  if (to === dayOf(planned.start)) return null;
  const day = textOf(to);
  return [put({ ...task, noEarlierThan: day <= startsOn ? null : day })];
}

/** A bar drawn out to another last day takes the working days between. What is over keeps its length: null. */
export function resizeTask(task: Task, planned: PlannedTask, to: Day, idle: Idleness): Act | null {
  if (task.kind !== 'task' || planned.start === null || planned.state === 'done') return null;
  const duration = Math.max(1, workedBetween(idle, dayOf(planned.start), to));
  return duration === task.duration ? null : [put({ ...task, duration })];
}

export const lengthenTask = (task: Task, planned: PlannedTask, by: number): Act | null =>
  task.kind !== 'task' || planned.state === 'done' || task.duration + by < 1
    ? null
    : [put({ ...task, duration: task.duration + by })];

/** A link between two tasks; the same one again is none. */
export function linkTasks(content: ScheduleContent, fromId: number, toId: number, type: LinkType, lag = 0): Act | null {
  const ends = content.tasks.filter(({ id }) => id === fromId || id === toId);
  if (fromId === toId || ends.length < 2 || ends.some(({ kind }) => kind === 'summary')) return null;
  if (content.links.some((link) => link.fromId === fromId && link.toId === toId && link.type === type)) return null;
  return [{ kind: 'put-link', link: { id: freshId(content.links), fromId, toId, type, lag } }];
}
export const changeLink = (link: Link, part: Partial<Pick<Link, 'type' | 'lag'>>): Act => [
  { kind: 'put-link', link: { ...link, ...part } },
];

const lastPart = (wbs: string): number => Number(/(\d+)$/.exec(wbs)?.[1] ?? 0);
/** The next code below a summary, or at the top. */
export function nextWbs({ tasks }: Pick<ScheduleContent, 'tasks'>, parent: Task | null): string {
  const beside = tasks.filter(({ parentId }) => parentId === (parent?.id ?? null));
  const next = Math.max(0, ...beside.map(({ wbs }) => lastPart(wbs))) + 1;
  return parent === null ? String(next) : `${parent.wbs}.${next}`;
}

/** Something new: below the summary that is chosen, beside the task that is, or at the end. */
export function addTask(content: ScheduleContent, kind: TaskKind, name: string, chosen: Task | null): Task {
  const parentId = chosen?.kind === 'summary' ? chosen.id : (chosen?.parentId ?? null);
  const parent = content.tasks.find(({ id }) => id === parentId) ?? null;
  return {
    ...{ id: freshId(content.tasks), wbs: nextWbs(content, parent), parentId, name, kind },
    ...{ duration: kind === 'task' ? 5 : 0, calendarCode: null, progress: '0', noEarlierThan: null },
    ...{ mustFinishBy: null, actualStart: null, actualFinish: null, orgCode: null, personId: null, note: '' },
  };
}

/** Everything below a task, itself first. */
export function withBelow({ tasks }: Pick<ScheduleContent, 'tasks'>, task: Task): Task[] {
  return [task, ...tasks.filter(({ parentId }) => parentId === task.id).flatMap((one) => withBelow({ tasks }, one))];
}

/** A task with all below it under another summary, at its end, under new codes. */
export function moveBelow(content: ScheduleContent, task: Task, parent: Task | null): Act | null {
  const moved = withBelow(content, task);
  if ((parent?.id ?? null) === task.parentId || moved.some(({ id }) => id === parent?.id)) return null;
  const wbs = nextWbs(content, parent);
  return moved.map((one) =>
    put({
      ...one,
      wbs: wbs + one.wbs.slice(task.wbs.length),
      parentId: one === task ? (parent?.id ?? null) : one.parentId,
    }),
  );
}
