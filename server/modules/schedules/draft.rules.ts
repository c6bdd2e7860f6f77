import type {
  DraftOutcome,
  ScheduleContent,
  ScheduleEdit,
  ScheduleFault,
  ScheduleFaultCode,
  Task,
} from '../../../contracts/schedules.ts';
import { baselineOf, comparePlans } from './difference.rules.ts';
import { planSchedule } from './schedule.rules.ts';

/** What would come of edits, or why nothing can. */
export type Draft =
  { readonly content: ScheduleContent; readonly outcome: DraftOutcome } | { readonly faults: readonly ScheduleFault[] };

const unknown = (code: ScheduleFaultCode, found: number | string): ScheduleFault[] => [
  { code, taskId: null, linkId: null, path: null, found: String(found) },
];

type Applied = { readonly content: ScheduleContent } | { readonly faults: readonly ScheduleFault[] };

/** In its place where there is one of its id, else at the end. */
const put = <T extends { readonly id: number }>(all: readonly T[], one: T): T[] =>
  all.some(({ id }) => id === one.id) ? all.map((old) => (old.id === one.id ? one : old)) : [...all, one];

/** A task with everything below it. */
function withDescendants(tasks: readonly Task[], id: number): Set<number> {
  const found = new Set([id]);
  for (const at of found) for (const task of tasks) if (task.parentId === at) found.add(task.id);
  return found;
}

function applyEdit(content: ScheduleContent, edit: ScheduleEdit): Applied {
  const { tasks, links, calendars } = content;
  switch (edit.kind) {
    case 'put-task':
      return { content: { ...content, tasks: put(tasks, edit.task) } };
    case 'put-link':
      return { content: { ...content, links: put(links, edit.link) } };
    case 'put-frame':
      return { content: { ...content, frame: edit.frame } };
    case 'remove-link':
      if (!links.some(({ id }) => id === edit.linkId)) return { faults: unknown('link-unknown', edit.linkId) };
      return { content: { ...content, links: links.filter(({ id }) => id !== edit.linkId) } };
    case 'remove-task': {
      if (!tasks.some(({ id }) => id === edit.taskId)) return { faults: unknown('task-unknown', edit.taskId) };
      const gone = withDescendants(tasks, edit.taskId);
      const left = links.filter(({ fromId, toId }) => !gone.has(fromId) && !gone.has(toId));
      return { content: { ...content, tasks: tasks.filter(({ id }) => !gone.has(id)), links: left } };
    }
    case 'add-exception': {
      const found = calendars.find(({ code }) => code === edit.calendarCode);
      if (found === undefined) return { faults: unknown('calendar-unknown', edit.calendarCode) };
      const added = { ...found, exceptions: [...found.exceptions, edit.exception] };
      return { content: { ...content, calendars: calendars.map((one) => (one === found ? added : one)) } };
    }
  }
}

/** Edits one after the other; the first that speaks of nothing ends it. */
export function applyEdits(content: ScheduleContent, edits: readonly ScheduleEdit[]): Applied {
  let at = content;
  for (const edit of edits) {
    const applied = applyEdit(at, edit);
    if ('faults' in applied) return applied;
    at = applied.content;
  }
  return { content: at };
}

/** What if: the plan as it is, the plan with the edits, and the difference. */
export function tryEdits(content: ScheduleContent, edits: readonly ScheduleEdit[]): Draft {
  const applied = applyEdits(content, edits);
  if ('faults' in applied) return applied;
  const before = planSchedule(content);
  const after = planSchedule(applied.content);
  if ('faults' in before) return before;
  if ('faults' in after) return after;
  const difference = comparePlans(
    baselineOf(content.tasks, before.plan),
    baselineOf(applied.content.tasks, after.plan),
    applied.content,
  );
  return { content: applied.content, outcome: { before: before.plan, after: after.plan, difference } };
}
