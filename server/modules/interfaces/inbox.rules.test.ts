import { describe, expect, it } from 'vitest';
import type { InterfaceMessage, StatementMessage } from '../../../contracts/interfaces.ts';
import { planReceipt, whyHold, yuanOf, type Earlier, type Ground } from './inbox.rules.ts';

const now = Date.parse('2026-11-25T09:00:00+08:00');
const ground: Ground = { project: { isClosed: false }, accepted: null, typed: null, standingFen: '0' };
const money = (over: object = {}): InterfaceMessage => ({
  kind: 'voucher',
  body: { number: 'ZF-1', projectCode: 'P-001', amountFen: '10000', date: '2026-11-25', ...over },
});
const reasonOf = (message: InterfaceMessage, over: Partial<Ground> = {}) =>
  whyHold(message, { ...ground, ...over }, now)?.reason;

describe('a message about money', () => {
  it('passes when nothing stands against it, payments back included', () => {
    expect(reasonOf(money())).toBeUndefined();
    expect(reasonOf(money({ amountFen: '-10000' }), { standingFen: '10000' })).toBeUndefined();
    // Typed in before it came: the same payment, not another one.
    expect(reasonOf(money(), { typed: { amountFen: '10000' } })).toBeUndefined();
  });
  it.each([
    ['no-amount', money({ amountFen: '0' }), {}],
    ['no-such-day', money({ date: '2026-02-30' }), {}],
    ['future-date', money({ date: '2026-11-26' }), {}],
    ['unknown-project', money(), { project: null }],
    ['project-closed', money(), { project: { isClosed: true } }],
    ['below-zero', money({ amountFen: '-10001' }), { standingFen: '10000' }],
    ['typed-otherwise', money(), { typed: { amountFen: '9999' } }],
    ['contradicts', money(), { accepted: { projectCode: 'P-001', amountFen: '9900' } }],
  ] as const)('is held for %s', (reason, message, over) => expect(reasonOf(message, over)).toBe(reason));
  it('is told what it contradicts', () => {
    const accepted = { projectCode: 'P-001', amountFen: '990005' };
    expect(whyHold(money(), { ...ground, accepted }, now)?.detail).toBe('已入账：P-001 9900.05 元');
  });
  it('of today in Shanghai is of today, though it is yesterday elsewhere', () => {
    const early = Date.parse('2026-11-25T00:30:00+08:00');
    expect(whyHold(money(), ground, early)).toBeUndefined();
  });
});

describe('a statement', () => {
  const line = (number: string, amountFen: string, date = '2026-10-08') => ({
    number,
    projectCode: 'P-001',
    amountFen,
    date,
  });
  const statement = (totalFen: string, vouchers: StatementMessage['vouchers']): InterfaceMessage => ({
    kind: 'statement',
    body: { number: 'DZ-10', month: '2026-10', totalFen, vouchers },
  });
  it.each([
    [undefined, statement('300', [line('a', '100'), line('b', '200')])],
    [undefined, statement('0', [])],
    ['sum-differs', statement('301', [line('a', '100'), line('b', '200')])],
    ['twice-in-list', statement('200', [line('a', '100'), line('a', '100')])],
    ['wrong-month', statement('100', [line('a', '100', '2026-11-01')])],
    ['no-such-day', statement('100', [line('a', '100', '2026-10-32')])],
  ])('is held for %s', (reason, message) => expect(reasonOf(message)).toBe(reason));
});

describe('what came before', () => {
  const earlier = (id: number, state: Earlier['state'], same: boolean): Earlier => ({ id, state, same });
  it('decides whether a message is new, known or a contradiction', () => {
    expect(planReceipt([])).toEqual({ known: undefined, judge: true, contradicted: null });
    expect(planReceipt([earlier(1, 'accepted', true)])).toMatchObject({ known: { id: 1 }, judge: false });
    expect(planReceipt([earlier(1, 'dismissed', true)])).toMatchObject({ judge: false });
    expect(planReceipt([earlier(1, 'held', true)])).toMatchObject({ known: { id: 1 }, judge: true });
    expect(planReceipt([earlier(1, 'accepted', false), earlier(2, 'held', true)])).toMatchObject({
      ...{ known: { id: 2 }, judge: true, contradicted: 1 },
    });
    // What was held under the number stands against nothing.
    expect(planReceipt([earlier(1, 'held', false)])).toEqual({ known: undefined, judge: true, contradicted: null });
  });
});

it('writes fen as yuan in their own digits', () => {
  expect(['0', '5', '-5', '123456789012345678'].map(yuanOf)).toEqual(['0.00', '0.05', '-0.05', '1234567890123456.78']);
});
