import { describe, expect, it } from 'vitest';
import { blankContract, contractFactsOf, contractFaults, paidShare, totalsOf } from './contract.rules.ts';

const filled = { ...blankContract(), number: ' HT-1 ', name: '施工', contractor: '宁安', wan: '0.000001' };

describe('the form of a contract', () => {
  it('sends a sum to the fen, and terms that have a name', () => {
    const terms = [
      { name: '预付款', condition: '', share: '30' },
      { name: ' ', condition: '', share: '' },
    ];
    expect(contractFaults({ ...filled, terms })).toEqual({});
    expect(contractFactsOf({ ...filled, terms })).toMatchObject({
      ...{ number: 'HT-1', amountFen: '1', creditCode: null, signedOn: null, payable: '85' },
      terms: [{ name: '预付款', condition: '', share: '30' }],
    });
  });

  it('says what is missing or wrong', () => {
    expect(Object.keys(contractFaults(blankContract())).sort()).toEqual(['contractor', 'name', 'number', 'wan']);
    expect(contractFaults({ ...filled, creditCode: '123' })).toHaveProperty('creditCode');
    expect(contractFaults({ ...filled, creditCode: '91320102MA1XYRTQ2L' })).toEqual({});
    expect(contractFaults({ ...filled, payable: '0' })).toHaveProperty('payable');
    expect(contractFaults({ ...filled, terms: [{ name: '进度款', condition: '', share: '101' }] })).toHaveProperty(
      'terms',
    );
  });

  it('adds up contracts in force and payments with what was undone', () => {
    const contracts = [
      { amountFen: '9007199254740993', endedAt: null },
      { amountFen: '5', endedAt: 1 },
    ];
    const payments = [{ amountFen: '100' }, { amountFen: '-40' }];
    expect(totalsOf(contracts, payments)).toEqual({ contractsFen: '9007199254740993', paidFen: '60' });
    expect([paidShare('999999', '1000000'), paidShare('0', '3'), paidShare('3', '3')]).toEqual([
      '99.9',
      '0.0',
      '100.0',
    ]);
  });
});
