import { isFromFinish, isToFinish, type Early } from './forward.rules.ts';
import type { Arrow, DayStart, Leaf, Network } from './leaves.rules.ts';

/** By how much a leaf may slip, in working days of its own calendar. Of what is done there is none. */
export interface Late {
  /** Number of the working day before which it ends at the latest. */
  readonly to: number;
  /** 总时差: the project and every day that must be kept still hold (JGJ/T 121: TF = LF - EF). */
  readonly totalFloat: number;
  /** 自由时差: nothing that follows is moved (JGJ/T 121: FF = min LAG), never more than the total float. */
  readonly freeFloat: number;
}

/** Where something ends that ends at `instant` or before: the greatest such number of its own working days. */
const endBy = ({ calendar }: Leaf, early: Early, instant: DayStart): number =>
  early.isAtDayStart ? calendar.before(instant + 1) - 1 : calendar.before(instant);

/** The same of a last day: a milestone may stand at its morning, work must end by its evening. */
const endByDay = (leaf: Leaf, early: Early, day: number): number =>
  endBy(leaf, early, early.isAtDayStart ? day : day + 1);

/** Before which of its working days the end of `leaf` must lie, so that `arrow` lets its successor end before `to`. */
function endAllowedBy(arrow: Arrow, leaf: Leaf, early: Early, successor: Leaf, to: number): number {
  const target = isToFinish(arrow) ? to : to - successor.work;
  const instant = successor.calendar.dayAt(target - arrow.link.lag);
  if (isFromFinish(arrow) || leaf.isMilestone) return endBy(leaf, early, instant);
  return leaf.calendar.before(instant + 1) - 1 + leaf.work;
}

/** What a leaf that has begun is tied by at its start holds already; what is over is moved by nothing. */
const isBinding = (arrow: Arrow, leaf: Leaf, successor: Leaf): boolean =>
  successor.endedOn === null && (isFromFinish(arrow) || leaf.begunAt === null);

/** The end of the last of all. */
export const projectEnd = (early: readonly Early[]): DayStart =>
  early.reduce((last, { finishAt }) => Math.max(last, finishAt), -Infinity);

/** The backward pass: each leaf as late as what follows it, the project's end and the days to be kept let it be. */
export function placeLate({ leaves, mustFinishBy }: Network, early: readonly Early[]): (Late | null)[] {
  const end = projectEnd(early);
  const late = new Array<Late | null>(leaves.length).fill(null);
  for (let at = leaves.length - 1; at >= 0; at -= 1) {
    const [leaf, own] = [leaves[at], early[at]];
    if (leaf === undefined || own === undefined || leaf.endedOn !== null) continue;
    let free = endBy(leaf, own, end);
    let to = free;
    for (const day of [leaf.deadline, mustFinishBy]) if (day !== null) to = Math.min(to, endByDay(leaf, own, day));
    for (const arrow of leaf.outgoing) {
      const [successor, next, last] = [leaves[arrow.to], early[arrow.to], late[arrow.to]];
      if (!successor || !next || !last || !isBinding(arrow, leaf, successor)) continue;
      free = Math.min(free, endAllowedBy(arrow, leaf, own, successor, next.to));
      to = Math.min(to, endAllowedBy(arrow, leaf, own, successor, last.to));
    }
    const totalFloat = to - own.to;
    late[at] = { to, totalFloat, freeFloat: Math.max(0, Math.min(free - own.to, totalFloat)) };
  }
  return late;
}
