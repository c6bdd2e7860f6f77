import type { Bound } from '../../../contracts/schedules.ts';
import type { DayNumber } from './days.rules.ts';
import type { Arrow, DayStart, Leaf, Network } from './leaves.rules.ts';

/** Where a leaf comes to lie at the earliest. */
export interface Early {
  readonly startAt: DayStart;
  readonly finishAt: DayStart;
  /** Number of the working day with which it begins, or goes on. */
  readonly from: number;
  /** Number of the working day before which it ends. */
  readonly to: number;
  /** A milestone at the beginning of its day; else it stands at the end of the day before. */
  readonly isAtDayStart: boolean;
  readonly boundBy: Bound;
  readonly driving: readonly Arrow[];
}

export const isFromFinish = ({ link }: Arrow): boolean => link.type === 'FS' || link.type === 'FF';
export const isToFinish = ({ link }: Arrow): boolean => link.type === 'FF' || link.type === 'SF';

/** The instant of the predecessor that a link speaks of. */
export const sourceAt = (arrow: Arrow, from: Early): DayStart => (isFromFinish(arrow) ? from.finishAt : from.startAt);

/**
 * Before which working day of its own calendar the successor cannot begin (JGJ/T 121, 单代号搭接网络计划):
 * ES_j >= EF_i + FTS, ES_i + STS, EF_i + FTF - D_j, ES_i + STF - D_j. Lags are working days of the successor's calendar.
 */
const boundOf = (arrow: Arrow, from: Early, to: Leaf): number =>
  to.calendar.before(sourceAt(arrow, from)) + arrow.link.lag - (isToFinish(arrow) ? to.work : 0);

/**
 * What frames a leaf beside its links. What has begun goes on after the status day, or as planned where there is none;
 * nothing that has not begun lies before it.
 */
function framesOf(leaf: Leaf, { startsAt, statusAt }: Network): (readonly [Bound, number])[] {
  const { before } = leaf.calendar;
  if (leaf.begunAt !== null)
    return [
      statusAt === null
        ? ['actual', before(leaf.begunAt) + leaf.task.duration - leaf.work]
        : ['status', before(statusAt)],
    ];
  return [
    ['start', before(startsAt)],
    ...(statusAt === null ? [] : [['status', before(statusAt)] as const]),
    ...(leaf.notBefore === null ? [] : [['no-earlier-than', before(leaf.notBefore)] as const]),
  ];
}

/** A milestone that only follows what ends on an evening is reached that evening, not on the morning after. */
function isReachedInTheMorning(leaf: Leaf, at: number, driving: readonly Arrow[], done: readonly Early[]): boolean {
  const evening = leaf.calendar.dayAt(at - 1) + 1;
  return driving.some((arrow) => {
    const from = done[arrow.from];
    return !isFromFinish(arrow) || (arrow.link.lag === 0 && from !== undefined && from.finishAt > evening);
  });
}

/**
 * What is over lies where it was, whatever the links say. A milestone that follows the end of something was reached in the
 * evening, any other one in the morning: as it would be planned.
 */
function placeDone({ calendar, isMilestone, begunAt, incoming }: Leaf, endedOn: DayNumber): Early {
  const isAtDayStart = isMilestone && !incoming.some(isFromFinish);
  const finishAt = isAtDayStart ? endedOn : endedOn + 1;
  const startAt = isMilestone ? finishAt : (begunAt ?? endedOn);
  const [from, to] = [calendar.before(startAt), calendar.before(finishAt)];
  return { startAt, finishAt, from, to, isAtDayStart, boundBy: 'actual', driving: [] };
}

/** Before which working day a leaf cannot begin or go on, and what says so. */
function boundsOf(leaf: Leaf, network: Network, done: readonly Early[]) {
  let from = -Infinity;
  let boundBy: Bound = 'start';
  for (const [bound, at] of framesOf(leaf, network)) {
    if (at > from) [from, boundBy] = [at, bound];
  }
  const framedAt = from;
  let driving: Arrow[] = [];
  for (const arrow of leaf.incoming) {
    const source = done[arrow.from];
    const at = source === undefined ? -Infinity : boundOf(arrow, source, leaf);
    if (at > from) [from, boundBy, driving] = [at, 'link', []];
    if (at === from) driving.push(arrow);
  }
  return { from, boundBy, driving, isFramed: framedAt === from };
}

function place(leaf: Leaf, network: Network, done: readonly Early[]): Early {
  const { calendar, work, begunAt } = leaf;
  const { isFramed, ...bound } = boundsOf(leaf, network, done);
  const { from, driving } = bound;
  if (!leaf.isMilestone) {
    const startAt = begunAt ?? calendar.dayAt(from);
    const finishAt = calendar.dayAt(from + work - 1) + 1;
    return { ...bound, startAt, finishAt, to: from + work, isAtDayStart: false };
  }
  const isAtDayStart = isFramed || isReachedInTheMorning(leaf, from, driving, done);
  const at = isAtDayStart ? calendar.dayAt(from) : calendar.dayAt(from - 1) + 1;
  return { ...bound, startAt: at, finishAt: at, to: from, isAtDayStart };
}

/** The forward pass: each leaf as early as its links, its frame and what really happened let it be. */
export function placeEarly(network: Network): Early[] {
  const done: Early[] = [];
  for (const leaf of network.leaves)
    done.push(leaf.endedOn === null ? place(leaf, network, done) : placeDone(leaf, leaf.endedOn));
  return done;
}
