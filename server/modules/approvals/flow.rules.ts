import type { ApprovalState, PassOutcome, StepMode } from '../../../contracts/approvals.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';

/** Who is asked for at a step: a person, or whoever holds a post (any one of them, as long as they hold it). */
export type WrittenSeat = { readonly person: number } | { readonly post: PersonRole };
export interface WrittenStep {
  readonly name: string;
  readonly mode: StepMode;
  /** Working days until it is due. */
  readonly days: number;
  readonly seats: readonly WrittenSeat[];
}

/** A member of an open step. Several people where a post has several holders: one of them acts for it. */
export interface Seat {
  readonly id: number;
  /** The post that is asked for; null where it is a person. */
  readonly post: PersonRole | null;
  readonly people: readonly number[];
  /** Seats that must have approved before this one may act. */
  readonly waitsFor: readonly number[];
  readonly approvedBy: number | null;
  /** Added by 加签, and by whom. */
  readonly addedBy: number | null;
  /** Asked for an opinion; the decision stays where it is. */
  readonly delegate: { readonly from: number; readonly to: number } | null;
}

/** One time that a step was open. A step that was returned to is open once more: another pass. */
export interface Pass {
  readonly step: number;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: PassOutcome | null;
  readonly seats: readonly Seat[];
}

/** An approval as it stands. What was written at the beginning stays; passes are only added to. */
export interface Flow {
  readonly state: ApprovalState;
  readonly initiator: number;
  readonly steps: readonly WrittenStep[];
  readonly passes: readonly Pass[];
  /** Pass with which the present round began: after a return to the initiator another begins. */
  readonly roundFrom: number;
  readonly copied: readonly number[];
  /** When each person was last urged. */
  readonly urgedAt: Readonly<Record<number, Instant>>;
}

/** What the rules are told of the world. */
export interface FlowFacts {
  readonly now: Instant;
  readonly holdersOf: (post: PersonRole) => readonly number[];
  /** The end of the last of so many working days. */
  readonly dueAfter: (now: Instant, days: number) => Instant;
}

/** The pass that is open, if any. */
export function openPass(flow: Flow): Pass | undefined {
  const last = flow.passes.at(-1);
  return last?.closedAt === null ? last : undefined;
}

/** Whether a seat may act now: it has not approved, and all whom it waits for have. */
export const isActive = (pass: Pass, seat: Seat): boolean =>
  seat.approvedBy === null &&
  seat.waitsFor.every((id) => pass.seats.some((other) => other.id === id && other.approvedBy !== null));

/** Whoever the approval waits for: a delegate in the place of who asked for the opinion. */
export function waitingFor(flow: Flow): number[] {
  if (flow.state === 'returned') return [flow.initiator];
  const pass = openPass(flow);
  if (pass === undefined) return [];
  const active = pass.seats.filter((seat) => isActive(pass, seat));
  return [...new Set(active.flatMap(({ people, delegate }) => (delegate === null ? people : [delegate.to])))];
}

/** Everybody who has, or had, to do with it: they may see it. */
export const takesPart = (flow: Flow, person: number): boolean =>
  person === flow.initiator ||
  flow.copied.includes(person) ||
  flow.passes.some(({ seats }) =>
    seats.some((seat) => seat.people.includes(person) || seat.addedBy === person || seat.delegate?.to === person),
  );

/**
 * Whether a step is decided. A seat that another waits for does not decide an 或签 by itself: who was added before
 * somebody prepares that decision, and who was added after somebody completes it.
 */
export function isDecided({ seats }: Pick<Pass, 'seats'>, mode: StepMode): boolean {
  if (mode !== 'any') return seats.length > 0 && seats.every(({ approvedBy }) => approvedBy !== null);
  return seats.some(
    ({ id, approvedBy }) => approvedBy !== null && !seats.some(({ waitsFor }) => waitsFor.includes(id)),
  );
}

export interface FlowObjection {
  readonly code: 'check-failed' | 'not-in-this-state' | 'not-permitted' | 'too-many' | 'own-change';
  readonly detail: string;
}
export type Outcome = { readonly flow: Flow } | { readonly objection: FlowObjection };
export const refuse = (code: FlowObjection['code'], detail: string): Outcome => ({ objection: { code, detail } });

/** Seats of a step as it opens, anew each time. The initiator decides on nothing, whatever post they hold. */
function seatsOf({ mode, seats }: WrittenStep, initiator: number, { holdersOf }: FlowFacts): Seat[] {
  return seats.map((seat, id): Seat => {
    const asked = 'person' in seat ? [seat.person] : holdersOf(seat.post);
    return {
      ...{ id, post: 'person' in seat ? null : seat.post, people: asked.filter((person) => person !== initiator) },
      ...{ waitsFor: mode === 'sequence' && id > 0 ? [id - 1] : [], approvedBy: null, addedBy: null, delegate: null },
    };
  });
}

/**
 * The seats that a step opens with. Not without somebody in each: what nobody can decide would wait for ever. Where any one
 * decides, one is enough: seats without anybody are left out.
 */
function seatsFor(written: WrittenStep, initiator: number, facts: FlowFacts): Seat[] | { readonly nobody: Outcome } {
  const asked = seatsOf(written, initiator, facts);
  const seats = written.mode === 'any' ? asked.filter(({ people }) => people.length > 0) : asked;
  const isComplete = seats.length > 0 && seats.every(({ people }) => people.length > 0);
  const detail = `环节“${written.name}”没有可办理的人员（发起人不得审批本人发起的事项）`;
  return isComplete ? seats : { nobody: refuse('check-failed', detail) };
}

/** Opens a step, with whoever holds its posts now. */
export function openStep(flow: Flow, step: number, facts: FlowFacts): Outcome {
  const written = flow.steps[step];
  if (written === undefined) return { flow: { ...flow, state: 'approved' } };
  const seats = seatsFor(written, flow.initiator, facts);
  if ('nobody' in seats) return seats.nobody;
  const dueAt = facts.dueAfter(facts.now, written.days);
  const pass: Pass = { step, openedAt: facts.now, dueAt, closedAt: null, outcome: null, seats };
  return { flow: { ...flow, state: 'open', passes: [...flow.passes, pass] } };
}

/** The same with everybody in the open seats who holds their posts now: posts change hands while a step is open. */
export function seatHolders(flow: Flow, { holdersOf }: Pick<FlowFacts, 'holdersOf'>): Flow {
  const pass = openPass(flow);
  if (pass === undefined) return flow;
  const seats = pass.seats.map((seat) =>
    seat.post === null || seat.approvedBy !== null
      ? seat
      : { ...seat, people: holdersOf(seat.post).filter((person) => person !== flow.initiator) },
  );
  return withPass(flow, { seats });
}

/** Begins an approval at its first step. Nobody is asked to begin on what a later step could not decide. */
export function beginFlow(initiator: number, steps: readonly WrittenStep[], facts: FlowFacts): Outcome {
  if (steps.length === 0) return refuse('check-failed', '审批至少应有一个环节');
  const flow: Flow = { state: 'open', initiator, steps, passes: [], roundFrom: 0, copied: [], urgedAt: {} };
  for (const step of steps) {
    const seats = seatsFor(step, initiator, facts);
    if ('nobody' in seats) return seats.nobody;
  }
  return openStep(flow, 0, facts);
}

/** The same with its open pass as it is now. */
export const withPass = (flow: Flow, change: Partial<Pass>): Flow => ({
  ...flow,
  passes: flow.passes.map((pass, i) => (i === flow.passes.length - 1 ? { ...pass, ...change } : pass)),
});
export const closePass = (flow: Flow, outcome: PassOutcome, now: Instant): Flow =>
  withPass(flow, { closedAt: now, outcome });

/** Ends an approval that has lost its object: whatever was open is left as it stands. */
export const supersedeFlow = (flow: Flow, now: Instant): Flow => ({
  ...(openPass(flow) === undefined ? flow : closePass(flow, 'superseded', now)),
  state: 'superseded',
});

/** Goes on to the next step once this one is decided. */
export function settleStep(flow: Flow, facts: FlowFacts): Outcome {
  const pass = openPass(flow);
  const mode = pass && flow.steps[pass.step]?.mode;
  if (pass === undefined || mode === undefined || !isDecided(pass, mode)) return { flow };
  return openStep(closePass(flow, 'passed', facts.now), pass.step + 1, facts);
}
