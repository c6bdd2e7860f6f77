import { underWayStates } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import {
  closePass,
  isActive,
  openPass,
  openStep,
  refuse,
  seatHolders,
  settleStep,
  takesPart,
  waitingFor,
  withPass,
  type Flow,
  type FlowFacts,
  type Outcome,
  type Pass,
  type Seat,
} from './flow.rules.ts';

/** Nobody is urged more than once an hour. */
export const URGE_EVERY_MS = 3_600_000;

/** What somebody does. An opinion may go with each; returning and answering are nothing without one. */
export type ApprovalAct = { readonly by: number; readonly opinion: string } & (
  | { readonly act: 'approve' | 'advise' | 'urge' | 'withdraw' | 'resubmit' }
  /** `to` null: to whoever began it. */
  | { readonly act: 'return'; readonly to: number | null }
  | { readonly act: 'add'; readonly where: 'before' | 'after'; readonly person: number }
  | { readonly act: 'remove'; readonly seat: number }
  | { readonly act: 'hand-over' | 'delegate'; readonly person: number }
  | { readonly act: 'copy'; readonly people: readonly number[] }
);
type ActOf<K extends ApprovalAct['act']> = Extract<ApprovalAct, { readonly act: K }>;

const seated = (flow: Flow, seats: readonly Seat[]): Flow => withPass(flow, { seats });
const exchange = (pass: Pass, seat: Seat): Seat[] => pass.seats.map((one) => (one.id === seat.id ? seat : one));

/** The seat that somebody may decide for now. */
const seatOf = (pass: Pass, by: number): Seat | undefined =>
  pass.seats.find((seat) => isActive(pass, seat) && seat.people.includes(by));

/** Why somebody may not be asked at this step, or undefined. */
function whyNotAsk(flow: Flow, pass: Pass, person: number): Outcome | undefined {
  if (person === flow.initiator) return refuse('own-change', '发起人不得审批本人发起的事项');
  const isThere = pass.seats.some(({ people, delegate }) => people.includes(person) || delegate?.to === person);
  return isThere ? refuse('check-failed', '该人员已在本环节') : undefined;
}

function approve(flow: Flow, pass: Pass, seat: Seat, { by }: ApprovalAct, facts: FlowFacts): Outcome {
  return settleStep(seated(flow, exchange(pass, { ...seat, approvedBy: by, delegate: null })), facts);
}

function giveBack(flow: Flow, pass: Pass, { to, opinion }: ActOf<'return'>, facts: FlowFacts): Outcome {
  if (opinion.trim() === '') return refuse('check-failed', '退回须填写意见');
  if (to !== null && (!Number.isInteger(to) || to < 0 || to >= pass.step))
    return refuse('check-failed', '只能退回到之前的环节或发起人');
  const closed = closePass(flow, 'returned', facts.now);
  return to === null ? { flow: { ...closed, state: 'returned' } } : openStep(closed, to, facts);
}

function add(flow: Flow, pass: Pass, seat: Seat, { by, where, person }: ActOf<'add'>): Outcome {
  const objection = whyNotAsk(flow, pass, person);
  if (objection) return objection;
  const id = Math.max(...pass.seats.map((one) => one.id)) + 1;
  const isSequence = flow.steps[pass.step]?.mode === 'sequence';
  const added: Seat = {
    ...{ id, post: null, people: [person], approvedBy: null, addedBy: by, delegate: null },
    waitsFor: where === 'before' ? seat.waitsFor : [seat.id],
  };
  const behind = (one: Seat): Seat => {
    if (where === 'before') return one.id === seat.id ? { ...one, waitsFor: [id] } : one;
    // One after the other: whoever came next comes after the one added.
    const follows = isSequence && one.waitsFor.includes(seat.id);
    return follows ? { ...one, waitsFor: one.waitsFor.map((other) => (other === seat.id ? id : other)) } : one;
  };
  return { flow: seated(flow, [...pass.seats.map(behind), added]) };
}

/** Only who was added is removed, and by nobody but who added them: no step loses a member that it was written with. */
function remove(flow: Flow, pass: Pass, { by, seat: id }: ActOf<'remove'>, facts: FlowFacts): Outcome {
  const seat = pass.seats.find((one) => one.id === id);
  if (seat === undefined) return refuse('check-failed', '本环节没有该成员');
  if (seat.addedBy !== by) return refuse('not-permitted', '只能减去本人加签的成员');
  if (seat.approvedBy !== null) return refuse('not-in-this-state', '该成员已办理，不能减签');
  const heirs = pass.seats
    .filter((one) => one.id !== id)
    .map((one) =>
      one.waitsFor.includes(id)
        ? { ...one, waitsFor: [...new Set(one.waitsFor.flatMap((other) => (other === id ? seat.waitsFor : [other])))] }
        : one,
    );
  return settleStep(seated(flow, heirs), facts);
}

function handOver(flow: Flow, pass: Pass, seat: Seat, { person }: ActOf<'hand-over' | 'delegate'>): Outcome {
  const objection = whyNotAsk(flow, pass, person);
  return objection ?? { flow: seated(flow, exchange(pass, { ...seat, post: null, people: [person], delegate: null })) };
}

/** The decision stays with who delegates, who need not wait for the answer. */
function delegate(flow: Flow, pass: Pass, seat: Seat, { by, person }: ActOf<'hand-over' | 'delegate'>): Outcome {
  const objection = whyNotAsk(flow, pass, person);
  if (objection) return objection;
  const asked: Seat = { ...seat, post: null, people: [by], delegate: { from: by, to: person } };
  return { flow: seated(flow, exchange(pass, asked)) };
}

function advise(flow: Flow, pass: Pass, { by, opinion }: ApprovalAct): Outcome {
  const seat = pass.seats.find((one) => isActive(pass, one) && one.delegate?.to === by);
  if (seat === undefined) return refuse('not-permitted', '没有委派给您的事项');
  if (opinion.trim() === '') return refuse('check-failed', '请填写意见');
  return { flow: seated(flow, exchange(pass, { ...seat, delegate: null })) };
}

function urge(flow: Flow, { by }: ApprovalAct, now: Instant): Outcome {
  if (!takesPart(flow, by)) return refuse('not-permitted', '只有参与人可以催办');
  const waiting = waitingFor(flow).filter((person) => person !== by);
  if (waiting.length === 0) return refuse('not-in-this-state', '没有待催办的人员');
  const due = waiting.filter((person) => now - (flow.urgedAt[person] ?? -Infinity) >= URGE_EVERY_MS);
  if (due.length === 0) return refuse('too-many', '一小时内已催办过');
  return { flow: { ...flow, urgedAt: { ...flow.urgedAt, ...Object.fromEntries(due.map((one) => [one, now])) } } };
}

function copy(flow: Flow, { by, people }: ActOf<'copy'>): Outcome {
  if (!takesPart(flow, by)) return refuse('not-permitted', '只有参与人可以抄送');
  return { flow: { ...flow, copied: [...new Set([...flow.copied, ...people])] } };
}

function withdraw(flow: Flow, { by }: ApprovalAct, now: Instant): Outcome {
  if (by !== flow.initiator) return refuse('not-permitted', '只有发起人可以撤回');
  const pass = openPass(flow);
  if (pass === undefined) return { flow: { ...flow, state: 'withdrawn' } };
  const isUntouched = flow.passes.length - 1 === flow.roundFrom && pass.seats.every((one) => one.approvedBy === null);
  if (!isUntouched) return refuse('not-in-this-state', '已有人员办理，不能撤回');
  return { flow: { ...closePass(flow, 'withdrawn', now), state: 'withdrawn' } };
}

function resubmit(flow: Flow, { by }: ApprovalAct, facts: FlowFacts): Outcome {
  if (by !== flow.initiator) return refuse('not-permitted', '只有发起人可以重新提交');
  if (flow.state !== 'returned') return refuse('not-in-this-state', '未被退回，不能重新提交');
  return openStep({ ...flow, roundFrom: flow.passes.length }, 0, facts);
}

/** What becomes of an approval by an act, or why the act is refused. Nothing is ever taken out of its story. */
export function act(asKept: Flow, what: ApprovalAct, facts: FlowFacts): Outcome {
  const flow = seatHolders(asKept, facts);
  if (what.act === 'copy') return copy(flow, what);
  if (!underWayStates.includes(flow.state)) return refuse('not-in-this-state', '审批已办结');
  if (what.act === 'urge') return urge(flow, what, facts.now);
  if (what.act === 'withdraw') return withdraw(flow, what, facts.now);
  if (what.act === 'resubmit') return resubmit(flow, what, facts);
  const pass = openPass(flow);
  if (pass === undefined) return refuse('not-in-this-state', '已退回发起人，请等待重新提交');
  if (what.act === 'advise') return advise(flow, pass, what);
  if (what.act === 'remove') return remove(flow, pass, what, facts);
  const seat = seatOf(pass, what.by);
  if (seat === undefined) return refuse('not-permitted', '当前不由您办理');
  switch (what.act) {
    case 'approve':
      return approve(flow, pass, seat, what, facts);
    case 'return':
      return giveBack(flow, pass, what, facts);
    case 'add':
      return add(flow, pass, seat, what);
    case 'hand-over':
      return handOver(flow, pass, seat, what);
    case 'delegate':
      return delegate(flow, pass, seat, what);
  }
}
