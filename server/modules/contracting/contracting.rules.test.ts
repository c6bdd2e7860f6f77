import { describe, expect, it } from 'vitest';
import type { ContractFacts } from '../../../contracts/contracting.ts';
import { conflictsOf, type Bound } from './conflicts.rules.ts';
import { whyNotContract, whyNotPay, type PaymentGround } from './contracting.rules.ts';

const contract: ContractFacts = {
  ...{ number: 'HT-1', name: '施工合同', kind: 'construction', contractor: '甲公司', creditCode: null },
  ...{ amountFen: '1000', payable: '80', signedOn: null, startsOn: '2026-03-01', endsOn: '2026-09-01' },
  terms: [
    { name: '预付款', condition: '合同生效后', share: '30' },
    { name: '进度款', condition: '按月计量', share: '70' },
  ],
};

describe('a contract', () => {
  it('has a sum no less than what was paid, days in their order and shares of 100 % at most', () => {
    expect(whyNotContract(contract, '1000')).toBeUndefined();
    expect(whyNotContract(contract, '1001')?.detail).toContain('已支付');
    expect(whyNotContract({ ...contract, endsOn: '2026-02-28' }, '0')?.detail).toContain('早于');
    expect(whyNotContract({ ...contract, signedOn: '2026-02-30' }, '0')?.detail).toBe('日期无效');
    const [first] = contract.terms;
    const terms = [...contract.terms, { ...first, name: '质保金', condition: '', share: '0.001' }];
    expect(whyNotContract({ ...contract, terms }, '0')?.detail).toContain('超过 100%');
    expect(whyNotContract({ ...contract, payable: '0' }, '0')?.detail).toContain('大于 0');
  });
});

describe('a payment', () => {
  const ground: PaymentGround = {
    ...{ today: '2026-11-25', budgetFen: '5000', paidFen: '500', isSettled: false },
    contract: { amountFen: '1000', payableFen: '800', paidFen: '500', isEnded: false },
  };
  const pay = (amountFen: string, more: Partial<PaymentGround> = {}, paidOn = '2026-11-25') =>
    whyNotPay({ contractId: 1, paidOn, amountFen, voucher: '', note: '' }, { ...ground, ...more });

  it('stays within the share that the contract lets be paid before the settlement, to the fen', () => {
    expect(pay('300')).toBeUndefined();
    expect(pay('301')?.detail).toContain('付款比例');
    expect(pay('500', { isSettled: true })).toBeUndefined();
    expect(pay('501', { isSettled: true })?.detail).toContain('合同金额');
  });

  it('stays within the whole cost, on a day that has come, by a contract that stands', () => {
    expect(pay('301', { contract: null, budgetFen: '800' })?.detail).toBe('累计支付超过总投资');
    expect(pay('300', { contract: null, budgetFen: '800' })).toBeUndefined();
    expect(pay('1', {}, '2026-11-26')?.detail).toContain('晚于今日');
    expect(pay('0')?.detail).toContain('大于 0');
    const ended = { amountFen: '1000', payableFen: '800', paidFen: '500', isEnded: true };
    expect(pay('1', { contract: ended })?.code).toBe('not-in-this-state');
  });
});

describe('a conflict', () => {
  const bound = (projectId: string, fromOn: string, untilOn: string, key = 'K'): Bound => ({
    ...{
      kind: 'contractor',
      key,
      name: key,
      employer: '',
      projectId,
      projectName: projectId,
      as: '施工',
      fromOn,
      untilOn,
    },
  });

  it('is one contractor on several projects on one day, not one after the other', () => {
    expect(conflictsOf([bound('A', '2026-01-01', '2026-03-01'), bound('B', '2026-03-02', '2026-05-01')])).toEqual([]);
    const [found] = conflictsOf([bound('A', '2026-01-01', '2026-03-01'), bound('B', '2026-03-01', '2026-05-01')]);
    expect(found).toMatchObject({ peak: 2, peakOn: '2026-03-01' });
    expect(found?.engagements.map(({ projectId }) => projectId)).toEqual(['A', 'B']);
  });

  it('counts projects, not contracts, and leaves out what clashes with nothing', () => {
    const same = [bound('A', '2026-01-01', '2026-03-01'), bound('A', '2026-01-01', '2026-03-01')];
    expect(conflictsOf(same)).toEqual([]);
    const [found] = conflictsOf([
      ...same,
      bound('B', '2026-02-01', '2026-02-02'),
      bound('C', '2026-05-01', '2026-06-01'),
    ]);
    expect(found?.peak).toBe(2);
    expect(found?.engagements).toHaveLength(3);
  });

  it('is told of one project alone, the most first', () => {
    const all = [
      bound('A', '2026-01-01', '2026-12-31', 'X'),
      bound('B', '2026-01-01', '2026-12-31', 'X'),
      ...['A', 'B', 'C'].map((id) => bound(id, '2026-02-01', '2026-12-31', 'Y')),
    ];
    expect(conflictsOf(all).map(({ name, peak }) => [name, peak])).toEqual([
      ['Y', 3],
      ['X', 2],
    ]);
    expect(conflictsOf(all, 'C').map(({ name }) => name)).toEqual(['Y']);
  });
});
