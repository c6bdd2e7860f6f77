import { expect, it } from 'vitest';
import type { IndicatorFacts } from '../../../contracts/indicators.ts';
import { factsOfForm, formOf } from './form.rules.ts';

const facts: IndicatorFacts = {
  ...{
    code: 'C-1',
    name: '资金使用合规性',
    weight: '4',
    nature: 'qualitative',
    method: 'veto',
    direction: null,
    unit: '',
  },
  ...{
    decimals: 2,
    target: null,
    aspect: 'process',
    explanation: '',
    formula: '',
    scoringRule: '',
    points: ['甲', '乙'],
  },
  ...{ dataSource: '审计意见', autoSource: null, evidence: '', frequency: 'quarter', responsible: '', legalSource: '' },
  ...{ effectiveFrom: '2020-02-25', effectiveTo: null },
};

it('gives back what it was given, and takes blanks and empty lines away', () => {
  expect(factsOfForm(formOf(facts))).toEqual(facts);
  const form = { ...formOf(facts), points: ' 甲 \n\n丙\n', target: ' 95 ', name: ' 合规性 ', frequency: '' as const };
  expect(factsOfForm(form)).toEqual({ ...facts, points: ['甲', '丙'], target: '95', name: '合规性', frequency: null });
});
