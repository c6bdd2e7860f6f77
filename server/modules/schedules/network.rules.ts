import type { Link } from '../../../contracts/schedules.ts';

/** Tasks one after the other so that every link leads forward, or the ids of tasks that lead back to themselves. */
export type Ordering = { readonly order: readonly number[] } | { readonly cycle: readonly number[] };

type Arrow = Pick<Link, 'fromId' | 'toId'>;

/** Ids of the tasks that each leads to. */
function followersOf(ids: readonly number[], links: readonly Arrow[]): Map<number, number[]> {
  const followers = new Map<number, number[]>(ids.map((id) => [id, []]));
  for (const { fromId, toId } of links) if (followers.has(toId)) followers.get(fromId)?.push(toId);
  return followers;
}

/**
 * Topological order (A. B. Kahn, Topological sorting of large networks, CACM 5/11, 1962): a task is taken as soon as all
 * before it are; among those that can be taken, the one given first. Links to tasks that are not given count for nothing.
 */
export function orderTasks(ids: readonly number[], links: readonly Arrow[]): Ordering {
  const followers = followersOf(ids, links);
  const waitsFor = new Map<number, number>(ids.map((id) => [id, 0]));
  for (const next of followers.values()) for (const id of next) waitsFor.set(id, (waitsFor.get(id) ?? 0) + 1);
  const order = ids.filter((id) => waitsFor.get(id) === 0);
  for (let taken = 0; taken < order.length; taken += 1) {
    for (const id of followers.get(order[taken] ?? NaN) ?? []) {
      const left = (waitsFor.get(id) ?? 0) - 1;
      waitsFor.set(id, left);
      if (left === 0) order.push(id);
    }
  }
  if (order.length === ids.length) return { order };
  const taken = new Set(order);
  return { cycle: cycleAmong(new Set(ids.filter((id) => !taken.has(id))), links) };
}

/**
 * What Kahn leaves over has, each of them, somebody before it that is left over too: going back from one to the one before,
 * somebody comes twice. The path between is a cycle, told in the direction of its links from its lowest id.
 */
function cycleAmong(left: ReadonlySet<number>, links: readonly Arrow[]): number[] {
  const before = new Map<number, number>();
  for (const { fromId, toId } of links) if (left.has(fromId) && left.has(toId)) before.set(toId, fromId);
  const walked: number[] = [];
  const seen = new Map<number, number>();
  let at = Math.min(...left);
  while (!seen.has(at)) {
    seen.set(at, walked.length);
    walked.push(at);
    at = before.get(at) ?? at;
  }
  const cycle = walked.slice(seen.get(at)).reverse();
  const lowest = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(lowest), ...cycle.slice(0, lowest)];
}
