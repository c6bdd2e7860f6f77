import type { Violation } from '../../../contracts/schedules.ts';
import { isToFinish, sourceAt, type Early } from './forward.rules.ts';
import type { Arrow, Leaf } from './leaves.rules.ts';

const violation = (code: Violation['code'], days: number, linkId: number | null = null): Violation[] =>
  days > 0 ? [{ code, days, linkId }] : [];

/** By how many working days the deadline is missed: its own, or of a summary above it. */
function missedDeadline({ calendar, deadline }: Leaf, { isAtDayStart, startAt, to }: Early): Violation[] {
  if (deadline === null) return [];
  const late = isAtDayStart ? calendar.before(startAt) - calendar.before(deadline) : to - calendar.before(deadline + 1);
  return violation('finish-after-deadline', late);
}

/**
 * By how many working days what really happened is earlier than a link lets it be. Only days that are known count; what
 * happens on the day of a milestone does not contradict it.
 */
function brokenLink(arrow: Arrow, leaf: Leaf, own: Early, from: Leaf, source: Early): Violation[] {
  const isKnown = isToFinish(arrow) ? leaf.endedOn !== null : leaf.begunAt !== null;
  if (!isKnown) return [];
  const { before } = leaf.calendar;
  const earliest = before(from.isMilestone && from.endedOn !== null ? from.endedOn : sourceAt(arrow, source));
  const at = before(leaf.isMilestone || isToFinish(arrow) ? (leaf.endedOn ?? 0) + 1 : own.startAt);
  return violation('out-of-sequence', earliest + arrow.link.lag - at, arrow.link.id);
}

/** What a leaf's place breaks. */
export function violationsOf(leaf: Leaf, own: Early, leaves: readonly Leaf[], early: readonly Early[]): Violation[] {
  const { calendar, begunAt, notBefore } = leaf;
  const tooEarly = begunAt === null || notBefore === null ? 0 : calendar.before(notBefore) - calendar.before(begunAt);
  return [
    ...missedDeadline(leaf, own),
    ...violation('started-too-early', tooEarly),
    ...leaf.incoming.flatMap((arrow) => {
      const [from, source] = [leaves[arrow.from], early[arrow.from]];
      return from === undefined || source === undefined ? [] : brokenLink(arrow, leaf, own, from, source);
    }),
  ];
}
