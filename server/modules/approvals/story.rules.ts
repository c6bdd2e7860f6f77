import type { ApprovalMember, ApprovalOrder, ApprovalPass } from '../../../contracts/approvalCases.ts';
import type { FlowStep } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Static } from 'typebox';
import type { ApprovalAct } from './acts.rules.ts';
import { isActive, type Flow, type Pass, type WrittenStep } from './flow.rules.ts';
import type { ActDetail, PassRow } from './approvals.sql.ts';

/** Steps as an approval keeps them: each role is a seat that any of its holders takes. */
export const writtenSteps = (steps: readonly FlowStep[]): WrittenStep[] =>
  steps.map(({ roles, ...step }) => ({ ...step, seats: roles.map((post) => ({ post })) }));
export const shownSteps = (steps: readonly WrittenStep[]): FlowStep[] =>
  steps.map(({ seats, name, mode, days }) => ({
    ...{ name, mode, days },
    roles: seats.flatMap((seat) => ('post' in seat ? [seat.post] : [])),
  }));

/** What was ordered as the rules know it; undefined where it leaves out what the act is nothing without. */
export function actOrdered(order: ApprovalOrder, by: number): ApprovalAct | undefined {
  const { act, opinion, to, where, personId, seat, people } = order;
  const base = { by, opinion: opinion.trim() };
  switch (act) {
    case 'return':
      return to === undefined ? undefined : { ...base, act, to };
    case 'add':
      return where === undefined || personId === undefined ? undefined : { ...base, act, where, person: personId };
    case 'remove':
      return seat === undefined ? undefined : { ...base, act, seat };
    case 'hand-over':
    case 'delegate':
      return personId === undefined ? undefined : { ...base, act, person: personId };
    case 'copy':
      return people === undefined ? undefined : { ...base, act, people };
    default:
      return { ...base, act };
  }
}

/** Whom an act asks: they must be able to answer. */
export const peopleAsked = (what: ApprovalAct): readonly number[] => {
  if ('person' in what) return [what.person];
  return 'people' in what ? what.people : [];
};

/** What the story keeps of an act beside its opinion. */
export function detailOf(what: ApprovalAct, pass: Pass | undefined): ActDetail {
  if (what.act === 'return') return { toStep: what.to };
  if (what.act === 'remove') return { people: pass?.seats.find(({ id }) => id === what.seat)?.people ?? [] };
  const people = peopleAsked(what);
  return people.length === 0 ? {} : { people };
}

/** Rows of the clock: time on working days is known once a pass is over. */
export const passRows = (flow: Flow, workedMs: (from: Instant, to: Instant) => number): PassRow[] =>
  flow.passes.map(({ step, openedAt, dueAt, closedAt, outcome }, seq) => ({
    ...{ seq, step, openedAt, dueAt, closedAt, outcome, name: flow.steps[step]?.name ?? '' },
    workedMs: closedAt === null ? null : workedMs(openedAt, closedAt),
  }));

/** Everybody whom the passes name. */
export const peopleOf = (flow: Flow): number[] => [
  flow.initiator,
  ...flow.copied,
  ...flow.passes.flatMap(({ seats }) =>
    seats.flatMap(({ people, approvedBy, addedBy, delegate }) =>
      [...people, approvedBy, addedBy, delegate?.to].flatMap((one) => one ?? []),
    ),
  ),
];

/** The passes as people read them. */
export function shownPasses(
  flow: Flow,
  nameOf: (id: number) => string,
  workedMs: (from: Instant, to: Instant) => number,
  now: Instant,
): ApprovalPass[] {
  return flow.passes.map((pass) => {
    const { step, openedAt, dueAt, closedAt, outcome, seats } = pass;
    const members = seats.map((seat): Static<typeof ApprovalMember> => ({
      ...{ seat: seat.id, role: seat.post, people: seat.people.map(nameOf) },
      approvedBy: seat.approvedBy === null ? null : nameOf(seat.approvedBy),
      addedBy: seat.addedBy === null ? null : nameOf(seat.addedBy),
      delegate: seat.delegate === null ? null : nameOf(seat.delegate.to),
      active: closedAt === null && isActive(pass, seat),
    }));
    return { step, openedAt, dueAt, closedAt, outcome, workedMs: workedMs(openedAt, closedAt ?? now), members };
  });
}
