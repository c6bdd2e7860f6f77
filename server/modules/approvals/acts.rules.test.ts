import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, type ApprovalAct } from './acts.rules.ts';
import { beginFlow, openPass, waitingFor, type Flow, type FlowFacts, type Outcome } from './flow.rules.ts';

const HOUR = 3_600_000;
const facts = (now = 0): FlowFacts => ({
  now,
  holdersOf: (post) => (post === 'finance' ? [1, 6, 7] : []),
  dueAfter: (from, days) => from + days * 24 * HOUR,
});
const got = (outcome: Outcome): Flow => {
  if ('objection' in outcome) throw new Error(outcome.objection.detail);
  return outcome.flow;
};
const steps = [
  { name: '会签', mode: 'all', days: 3, seats: [{ person: 2 }, { person: 3 }] },
  { name: '依次', mode: 'sequence', days: 3, seats: [{ person: 4 }, { person: 5 }] },
  { name: '批准', mode: 'any', days: 3, seats: [{ post: 'finance' }] },
] as const;
const begun = got(beginFlow(1, steps, facts()));
const go = (flow: Flow, ...acts: ApprovalAct[]) => acts.reduce((now, one) => got(act(now, one, facts())), flow);
const yes = (by: number): ApprovalAct => ({ act: 'approve', by, opinion: '' });
const objection = (flow: Flow, what: ApprovalAct, now = 0) => {
  const outcome = act(flow, what, facts(now));
  return 'objection' in outcome ? outcome.objection.code : null;
};

describe('an approval', () => {
  it('waits for everybody in 会签, for the next in 依次, for any holder of a post but its initiator', () => {
    expect(waitingFor(begun)).toEqual([2, 3]);
    const second = go(begun, yes(3), yes(2));
    expect(waitingFor(second)).toEqual([4]);
    expect(objection(second, yes(5))).toBe('not-permitted');
    const third = go(second, yes(4), yes(5));
    expect(waitingFor(third)).toEqual([6, 7]);
    expect(go(third, yes(7)).state).toBe('approved');
  });
  it('needs somebody in each seat, in 或签 in one of them', () => {
    const seats = [{ post: 'finance' }, { post: 'street' }] as const;
    const any = got(beginFlow(1, [{ name: '备案', mode: 'any', days: 2, seats }], facts()));
    expect(waitingFor(any)).toEqual([6, 7]);
    const refused = { objection: { code: 'check-failed' } };
    const together = { name: '会签', mode: 'all', days: 2, seats } as const;
    expect(beginFlow(1, [together], facts())).toMatchObject(refused);
    // Nor in a step that would come later.
    expect(beginFlow(1, [...steps, together], facts())).toMatchObject(refused);
  });
  it('begins the step anew that it is returned to', () => {
    const back = go(begun, yes(2), yes(3), { act: 'return', by: 4, to: 0, opinion: '缺资料' });
    expect(waitingFor(back)).toEqual([2, 3]);
    expect(objection(go(begun, yes(2)), { act: 'return', by: 3, to: null, opinion: ' ' })).toBe('check-failed');
    const home = go(back, { act: 'return', by: 2, to: null, opinion: '重报' });
    expect([home.state, waitingFor(home)]).toEqual(['returned', [1]]);
    expect(waitingFor(go(home, { act: 'resubmit', by: 1, opinion: '' }))).toEqual([2, 3]);
  });
  it('waits for who was added before and after, and lets only who added them take them out', () => {
    const before = go(begun, { act: 'add', by: 2, where: 'before', person: 8, opinion: '' });
    expect(waitingFor(before)).toEqual([3, 8]);
    expect(objection(before, { act: 'remove', by: 3, seat: 2, opinion: '' })).toBe('not-permitted');
    expect(waitingFor(go(before, { act: 'remove', by: 2, seat: 2, opinion: '' }))).toEqual([2, 3]);
    const after = go(begun, { act: 'add', by: 2, where: 'after', person: 8, opinion: '' }, yes(2), yes(3));
    expect(waitingFor(after)).toEqual([8]);
    expect(waitingFor(go(after, { act: 'remove', by: 2, seat: 2, opinion: '' }))).toEqual([4]);
  });
  it('is handed over for good, and delegated until the answer', () => {
    expect(waitingFor(go(begun, { act: 'hand-over', by: 2, person: 8, opinion: '' }))).toEqual([8, 3]);
    const asked = go(begun, { act: 'delegate', by: 2, person: 8, opinion: '' });
    expect([waitingFor(asked), objection(asked, yes(8))]).toEqual([[8, 3], 'not-permitted']);
    expect(waitingFor(go(asked, { act: 'advise', by: 8, opinion: '可行' }))).toEqual([2, 3]);
    expect(objection(begun, { act: 'hand-over', by: 2, person: 1, opinion: '' })).toBe('own-change');
  });
  it('is withdrawn only before anybody acted, and urged once an hour', () => {
    const back: ApprovalAct = { act: 'withdraw', by: 1, opinion: '' };
    expect(go(begun, back).state).toBe('withdrawn');
    expect(objection(go(begun, yes(2)), back)).toBe('not-in-this-state');
    const urge: ApprovalAct = { act: 'urge', by: 1, opinion: '' };
    expect(objection(go(begun, urge), urge, HOUR - 1)).toBe('too-many');
    expect(objection(go(begun, urge), urge, HOUR)).toBeNull();
  });
  it('ends or waits for somebody, whatever is done, and loses nothing of its story', () => {
    const person = fc.integer({ min: 1, max: 9 });
    const kinds = [
      'approve',
      'advise',
      'urge',
      'withdraw',
      'resubmit',
      'hand-over',
      'delegate',
      'add',
      'remove',
    ] as const;
    const any = fc.record({
      act: fc.constantFrom(...kinds, 'return' as const),
      by: person,
      person,
      opinion: fc.constant('意见'),
      to: fc.option(fc.integer({ min: 0, max: 2 })),
      seat: fc.integer({ min: 0, max: 5 }),
      where: fc.constantFrom('before' as const, 'after' as const),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (acts) => {
        let flow = begun;
        for (const [i, one] of acts.entries()) {
          const outcome = act(flow, one, facts(i * HOUR));
          if ('objection' in outcome) continue;
          const next = outcome.flow;
          const kept = flow.passes.filter(({ closedAt }) => closedAt !== null);
          expect(next.passes.slice(0, kept.length)).toEqual(kept);
          for (const pass of next.passes)
            if (pass.outcome === 'passed' && next.steps[pass.step]?.mode === 'all')
              expect(pass.seats.every(({ approvedBy }) => approvedBy !== null && approvedBy !== 1)).toBe(true);
          const isOver = next.state === 'approved' || next.state === 'withdrawn';
          expect(waitingFor(next).length > 0).toBe(!isOver);
          if (isOver) expect(openPass(next)).toBeUndefined();
          flow = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
