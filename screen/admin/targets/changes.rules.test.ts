import { expect, it } from 'vitest';
import { factChanges, fieldChanges } from './changes.rules.ts';

it('tells what a change alters, field by field, and nothing that stays', () => {
  const before = {
    weight: '15.00',
    target: '80',
    targetText: '',
    orgCode: 'U-1',
    personId: null,
    monthly: null,
    note: '',
  };
  const after = { ...before, weight: '15', target: '77.50', personId: 7 };
  const names = { orgName: (code: string) => code, personName: (id: number) => `第 ${id} 人` };
  expect(fieldChanges([{ targetId: 3, before, after }], [], names)).toEqual([
    { key: '3-target', name: '3', field: 'target', before: '80', after: '77.5' },
    { key: '3-personId', name: '3', field: 'personId', before: null, after: '第 7 人' },
  ]);
});

it('tells what a change alters of goals and money, in 万元', () => {
  const before = {
    ...{ attribute: 'new' as const, wholeGoal: '', annualGoal: '完成 8 万平方米', initialFen: '300000000' },
    ...{ fiscalFen: '300000000', carriedFen: null, otherFen: null },
  };
  const after = { ...before, annualGoal: '完成 6 万平方米', fiscalFen: '280500000', otherFen: '0' };
  expect(factChanges(null)).toEqual([]);
  expect(factChanges({ before, after }).map(({ field, before: was, after: is }) => [field, was, is])).toEqual([
    ['annualGoal', '完成 8 万平方米', '完成 6 万平方米'],
    ['fiscalFen', '300', '280.5'],
    ['otherFen', null, '0'],
  ]);
});
