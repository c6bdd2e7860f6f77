import { projectEnd, type Late } from './backward.rules.ts';
import type { Early } from './forward.rules.ts';
import type { Leaf, Network } from './leaves.rules.ts';

export interface Critical {
  /** By place in the order. */
  readonly isCritical: readonly boolean[];
  /** Ids of one path, from where it begins to the end. */
  readonly path: readonly number[];
}

/** Those that drive a leaf and are not over: what is over cannot be hurried. */
const driversOf = (at: number, leaves: readonly Leaf[], early: readonly Early[]): number[] =>
  (early[at]?.driving ?? []).map(({ from }) => from).filter((from) => leaves[from]?.endedOn === null);

const lowestId = (places: readonly number[], leaves: readonly Leaf[]): number | undefined =>
  places.reduce<number | undefined>(
    (best, at) =>
      best === undefined || (leaves[at]?.task.id ?? Infinity) < (leaves[best]?.task.id ?? Infinity) ? at : best,
    undefined,
  );

/**
 * Critical is what has no total float (JGJ/T 121), and what drives the end of the project: where calendars differ, a task that
 * ends on a Friday before one that begins on a Monday has a weekend of float and still decides.
 */
export function findCritical({ leaves }: Network, early: readonly Early[], late: readonly (Late | null)[]): Critical {
  const end = projectEnd(early);
  const open = leaves.map((_, at) => at).filter((at) => leaves[at]?.endedOn === null);
  const last = open.filter((at) => early[at]?.finishAt === end);
  const isCritical = leaves.map((_, at) => (late[at]?.totalFloat ?? Infinity) <= 0);
  const driving = new Set(last);
  for (const at of driving) for (const from of driversOf(at, leaves, early)) driving.add(from);
  for (const at of driving) isCritical[at] = true;
  const passed = new Set(last.flatMap((at) => driversOf(at, leaves, early)));
  const ends = last.filter((at) => !passed.has(at));
  const path: number[] = [];
  for (let at = lowestId(ends, leaves); at !== undefined; at = lowestId(driversOf(at, leaves, early), leaves))
    path.push(leaves[at]?.task.id ?? NaN);
  return { isCritical, path: path.reverse() };
}
