import { describe, expect, it } from 'vitest';
import { act, type ApprovalAct } from './acts.rules.ts';
import { beginFlow, type Flow, type FlowFacts, type Outcome } from './flow.rules.ts';
import { partiesOf, whatMay } from './may.rules.ts';

const facts: FlowFacts = {
  now: 0,
  holdersOf: (post) => (post === 'finance' ? [1, 6, 7] : []),
  dueAfter: (from, days) => from + days,
};
const got = (outcome: Outcome): Flow => {
  if ('objection' in outcome) throw new Error(outcome.objection.detail);
  return outcome.flow;
};
const steps = [
  { name: '初审', mode: 'any', days: 3, seats: [{ person: 2 }] },
  { name: '会签', mode: 'all', days: 3, seats: [{ post: 'finance' }, { person: 3 }] },
] as const;
const begun = got(beginFlow(1, steps, facts));
const go = (...acts: ApprovalAct[]) => acts.reduce((flow, one) => got(act(flow, one, facts)), begun);
const yes = (by: number): ApprovalAct => ({ act: 'approve', by, opinion: '' });
const waiting = (flow: Flow) =>
  partiesOf(flow).flatMap(({ personId, role, waiting: waits }) => (waits ? [personId ?? role] : []));

describe('a part in an approval', () => {
  it('is a post’s as long as nobody is named in its place', () => {
    const second = go(yes(2));
    expect(waiting(second)).toEqual(['finance', 3]);
    const asked = got(act(second, { act: 'delegate', by: 6, person: 8, opinion: '' }, facts));
    expect(waiting(asked)).toEqual([8, 3]);
    expect(partiesOf(asked)).toContainEqual({ kind: 'seat', personId: 6, role: null, waiting: false });
  });

  it('is the initiator’s again once it was returned to them', () => {
    expect(waiting(go({ act: 'return', by: 2, to: null, opinion: '缺资料' }))).toEqual([1]);
  });
});

describe('what may be done', () => {
  it('is offered to whoever it would be granted to, and to nobody else', () => {
    expect(whatMay(begun, 2, facts).mayDo).toEqual(['approve', 'return', 'add', 'hand-over', 'delegate', 'copy']);
    expect(whatMay(begun, 1, facts).mayDo).toEqual(['urge', 'copy', 'withdraw']);
    expect(whatMay(begun, 9, facts).mayDo).toEqual([]);
    expect(whatMay(go(yes(2)), 7, facts)).toMatchObject({ mayReturnTo: [0], mayRemove: [] });
  });

  it('follows a post to whoever holds it now', () => {
    const later = { ...facts, holdersOf: () => [9] };
    expect(whatMay(go(yes(2)), 9, later).mayDo).toContain('approve');
    expect(whatMay(go(yes(2)), 6, later).mayDo).not.toContain('approve');
  });

  it('names the seats that somebody added themselves', () => {
    const added = got(act(go(yes(2)), { act: 'add', by: 3, where: 'after', person: 8, opinion: '' }, facts));
    expect(whatMay(added, 3, facts).mayRemove).toEqual([2]);
    expect(whatMay(added, 6, facts).mayRemove).toEqual([]);
  });
});
