import type { ApprovalActKind } from '../../../contracts/approvals.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';
import { act, type ApprovalAct } from './acts.rules.ts';
import { isActive, openPass, type Flow, type FlowFacts } from './flow.rules.ts';

/** Somebody who has a part, as the inbox keeps it: a person, or whoever holds a post. */
export interface Party {
  readonly kind: 'initiator' | 'seat' | 'copied';
  readonly personId: number | null;
  readonly role: PersonRole | null;
  readonly waiting: boolean;
}

/** Everybody who has a part in an approval as it stands, and which of them it waits for. */
export function partiesOf(flow: Flow): Party[] {
  const person = (kind: Party['kind'], personId: number, waiting = false): Party => ({
    ...{ kind, personId, role: null, waiting },
  });
  const pass = openPass(flow);
  const open = (pass?.seats ?? []).flatMap((seat): Party[] => {
    const waiting = pass !== undefined && isActive(pass, seat);
    if (seat.delegate)
      return [person('seat', seat.delegate.to, waiting), ...seat.people.map((id) => person('seat', id))];
    if (seat.post === null) return seat.people.map((id) => person('seat', id, waiting));
    return [{ kind: 'seat', personId: null, role: seat.post, waiting }];
  });
  const parties = [
    person('initiator', flow.initiator, flow.state === 'returned'),
    ...open,
    ...flow.copied.map((id) => person('copied', id)),
  ];
  const keyOf = ({ kind, personId, role }: Party) => `${kind} ${personId ?? role ?? ''}`;
  const byKey = new Map<string, Party>();
  for (const party of parties) {
    const former = byKey.get(keyOf(party));
    byKey.set(keyOf(party), { ...party, waiting: party.waiting || former?.waiting === true });
  }
  return [...byKey.values()];
}

/** What somebody may do now, as the rules themselves answer when asked with everything an act needs. */
export function whatMay(flow: Flow, by: number, facts: FlowFacts) {
  const pass = openPass(flow);
  /** A person nobody is: no seat has them. */
  const anybody = 0;
  const base = { by, opinion: '.' };
  const goes = (what: ApprovalAct): boolean => 'flow' in act(flow, what, facts);
  const steps = [...Array(pass?.step ?? 0).keys()];
  const mayReturnTo = steps.filter((to) => goes({ ...base, act: 'return', to }));
  const seats = (pass?.seats ?? []).map(({ id }) => id);
  const mayRemove = seats.filter((seat) => goes({ ...base, act: 'remove', seat }));
  const asked: readonly (readonly [ApprovalActKind, boolean])[] = [
    ['approve', goes({ ...base, act: 'approve' })],
    ['advise', goes({ ...base, act: 'advise' })],
    ['return', goes({ ...base, act: 'return', to: null })],
    ['add', goes({ ...base, act: 'add', where: 'before', person: anybody })],
    ['remove', mayRemove.length > 0],
    ['hand-over', goes({ ...base, act: 'hand-over', person: anybody })],
    ['delegate', goes({ ...base, act: 'delegate', person: anybody })],
    ['urge', goes({ ...base, act: 'urge' })],
    ['copy', goes({ ...base, act: 'copy', people: [] })],
    ['withdraw', goes({ ...base, act: 'withdraw' })],
    ['resubmit', goes({ ...base, act: 'resubmit' })],
  ];
  return { mayDo: asked.flatMap(([kind, may]) => (may ? [kind] : [])), mayReturnTo, mayRemove };
}
