import { describe, expect, it } from 'vitest';
import { dividedFen, emptyDraft, fenTyped, fundsEntryOf, planGap, readFundsDraft } from './funds.rules.ts';

describe('a draft of a funds report', () => {
  it('begins with a row for each source of the budget, and with the district’s where there is none', () => {
    expect(emptyDraft(['bond', 'own']).sources.map(({ source }) => source)).toEqual(['bond', 'own']);
    expect(emptyDraft([]).sources.map(({ source }) => source)).toEqual(['district']);
  });

  it('comes back as it was kept, and what is none is left', () => {
    const draft = { ...emptyDraft(['bond']), note: '集中结算' };
    expect(readFundsDraft(JSON.stringify(draft))).toEqual(draft);
    const strange = { ...draft, sources: [{ source: 'loan', arrived: '', paid: '' }] };
    for (const none of [null, '', '{', '[]', JSON.stringify(strange), JSON.stringify({ ...draft, note: 1 })])
      expect(readFundsDraft(none)).toBeNull();
  });

  it('reads 万元 to the fen; only a payment may be undone', () => {
    expect(['', ' 1.5 ', '0.000001', '1.0000001', '一'].map((text) => fenTyped(text))).toEqual([
      ...['0', '1500000', '1', null, null],
    ]);
    expect([fenTyped('-1', true), fenTyped('−1', true), fenTyped('-1'), fenTyped('-0', true)]).toEqual([
      ...['-1000000', '-1000000', null, '0'],
    ]);
  });

  it('is sent without the rows in which nothing stands', () => {
    const sources = [
      { source: 'bond' as const, arrived: '', paid: '3' },
      { source: 'own' as const, arrived: '', paid: '' },
    ];
    const draft = { ...emptyDraft([]), sources, arrears: '0.5', arrearsNote: ' 待复核 ' };
    expect(fundsEntryOf(draft, '2026-10')).toEqual({
      ...{ month: '2026-10', sources: [{ source: 'bond', arrivedFen: '0', paidFen: '3000000' }] },
      ...{ arrearsFen: '500000', arrearsNote: '待复核', note: '', reason: '' },
    });
    expect(dividedFen(sources)).toBe('3000000');
    expect(fundsEntryOf({ ...draft, arrears: '-1' }, '2026-10')).toBeNull();
    expect(dividedFen([{ source: 'own', arrived: '', paid: 'x' }])).toBeNull();
  });
});

it('tells how far payments are from their plan, in points of the budget', () => {
  const ground = { paidFen: '0', plannedFen: null, paidToDateFen: '300', plannedToDateFen: '500', budgetFen: '1000' };
  expect(planGap(ground)).toEqual({ fen: '-200', points: '−20.0' });
  expect(planGap({ ...ground, plannedToDateFen: null })).toBeNull();
});
