import { expect, it } from 'vitest';
import type { Declaration, Target } from '../../../contracts/targets.ts';
import {
  changesIn,
  draftOf,
  factsIn,
  editOf,
  isChanged,
  isSendable,
  totalOf,
  treeOf,
  wrongFields,
} from './draft.rules.ts';

const target = (id: number, path: string[], weight: string): Target => ({
  ...{ id, indicatorId: id, code: `A-${id}`, name: `指标${id}`, path, method: 'ratio', direction: 'ge', unit: '㎡' },
  ...{ decimals: 2, aspect: 'quantity', frequency: 'month', autoSource: null, points: [], explanation: '' },
  ...{ scoringRule: '', weight, target: '8.50', targetText: '', orgCode: 'U-1', orgName: null, personId: null },
  ...{ personName: null, monthly: null, note: '' },
});
const declaration: Declaration = {
  ...{ id: 1, projectId: 'P-1', projectName: '改造', departmentCode: 'D-1', departmentName: '建设局', unitName: null },
  ...{ startsAt: 0, endsAt: 1, budgetFen: '1', demo: true, realName: false, year: 2026, templateCode: 'T' },
  ...{ templateName: 'T', version: 1, state: 'draft', revision: 4, submittedBy: null, submittedAt: null, isOwn: false },
  ...{ approvedBy: null, approvedAt: null, returnNote: null, lockedAt: null, closedAt: null, attribute: 'new' },
  ...{ wholeGoal: '', annualGoal: '', initialFen: '300000000', fiscalFen: '300000000', carriedFen: null },
  otherFen: null,
  targets: [target(1, ['产出', '数量'], '33.3'), target(2, ['产出', '质量'], '33.3'), target(3, ['满意度'], '33.4')],
  ...{ faults: [], changes: [] },
};

it('turns a declaration into fields and back without changing it', () => {
  const draft = draftOf(declaration);
  expect(isChanged(declaration, draft)).toBe(false);
  expect(changesIn(declaration, draft)).toEqual([]);
  expect(editOf(draft, 4)).toMatchObject({ revision: 4, initialFen: '300000000', carriedFen: null });
  expect(editOf(draft, 4).targets[0]).toMatchObject({ id: 1, weight: '33.3', target: '8.5', monthly: null });
});

it('sends nothing that is no number, and tells where it stands', () => {
  const draft = draftOf(declaration);
  const terms = draft.terms[1];
  if (terms === undefined) return expect.fail('no terms');
  const wrong = { ...terms, weight: '十', target: '8,5', monthly: ['1', ''] };
  expect(wrongFields(wrong)).toEqual(['weight', 'target', 'monthly']);
  expect(isSendable({ ...draft, terms: { ...draft.terms, 1: wrong } })).toBe(false);
  expect(isSendable({ ...draft, money: { ...draft.money, other: '-1' } })).toBe(false);
  expect(isSendable(draft)).toBe(true);
});

it('finds the targets that a change is about', () => {
  const draft = draftOf(declaration);
  const terms = draft.terms[2];
  if (terms === undefined) return expect.fail('no terms');
  const changed = { ...draft, terms: { ...draft.terms, 2: { ...terms, target: '9' } } };
  expect(changesIn(declaration, changed).map(({ targetId, after }) => [targetId, after.target])).toEqual([[2, '9']]);
});

it('finds goals and money that a change is about', () => {
  const draft = draftOf(declaration);
  expect(factsIn(declaration, draft)).toBeNull();
  const terms = draft.terms[2];
  if (terms === undefined) return expect.fail('no terms');
  expect(factsIn(declaration, { ...draft, terms: { ...draft.terms, 2: { ...terms, target: '9' } } })).toBeNull();
  const changed = { ...draft, annualGoal: '完成 6 万平方米 ', money: { ...draft.money, fiscal: '280.5' } };
  expect(factsIn(declaration, changed)).toMatchObject({
    ...{ annualGoal: '完成 6 万平方米', fiscalFen: '280500000', initialFen: '300000000', carriedFen: null },
  });
});

it('stands targets under their levels with exact sums', () => {
  const tree = treeOf(declaration.targets, draftOf(declaration).terms);
  expect(tree.map(({ row }) => [row.name, row.sum])).toEqual([
    ['产出', '66.6'],
    ['满意度', '33.4'],
  ]);
  expect(tree[0]?.children?.map(({ row, children }) => [row.name, children?.map(({ key }) => key)])).toEqual([
    ['数量', [1]],
    ['质量', [2]],
  ]);
});

it('adds the year’s money of what is known, and is missing where nothing is', () => {
  expect(totalOf({ initial: '1', fiscal: '0.1', carried: '', other: '0.2' })).toBe('0.3');
  expect(totalOf({ initial: '1', fiscal: '', carried: '', other: '' })).toBeNull();
});
