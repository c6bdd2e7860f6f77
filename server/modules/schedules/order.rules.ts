import type { Task } from '../../../contracts/schedules.ts';

/** `2.10` after `2.9`: numbers by their size, letters by their order. */
const comparer = new Intl.Collator('en', { numeric: true });
export const compareWbs = (a: string, b: string): number => {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const by = comparer.compare(left[i] ?? '', right[i] ?? '');
    if (by !== 0) return by;
  }
  return left.length - right.length;
};

/** Tasks as the breakdown has them: what stands below a summary right after it. */
export function inOrder<T extends Pick<Task, 'id' | 'parentId' | 'wbs'>>(tasks: readonly T[]): T[] {
  const below = new Map<number | null, T[]>();
  const known = new Set(tasks.map(({ id }) => id));
  for (const task of tasks) {
    const parent = task.parentId !== null && known.has(task.parentId) ? task.parentId : null;
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [task]);
    else siblings.push(task);
  }
  const walk = (parent: number | null): T[] =>
    (below.get(parent) ?? []).sort((a, b) => compareWbs(a.wbs, b.wbs)).flatMap((task) => [task, ...walk(task.id)]);
  return walk(null);
}
