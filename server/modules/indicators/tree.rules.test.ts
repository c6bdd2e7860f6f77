import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator, TreeFaultCode } from '../../../contracts/indicators.ts';
import { shippedTemplates } from './shipped/templates.data.ts';
import { rowsOfShipped } from './shipped.rules.ts';
import { checkTree, leavesOf, outputAndBenefit } from './tree.rules.ts';
import { add, multiply, subtract } from '../../platform/exact.rules.ts';

const shippedRows = (code: string): Indicator[] => {
  const found = shippedTemplates.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no shipped template ${code}`);
  return rowsOfShipped(found);
};
const treeB = shippedRows('STD-B');
const at = (rows: readonly Indicator[], name: string): Indicator => {
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`no indicator ${name}`);
  return found;
};
const withChange = (name: string, change: Partial<Indicator>): Indicator[] =>
  treeB.map((row) => (row.name === name ? { ...row, ...change } : row));
const codes = (rows: readonly Indicator[]): TreeFaultCode[] => checkTree(rows).map(({ code }) => code);

describe('the check of a tree', () => {
  it('finds the place where weights do not add up, with both sums', () => {
    expect(checkTree(withChange('资金到位率', { weight: '5' }))).toEqual([
      { code: 'siblings-do-not-add-up', indicatorId: at(treeB, '资金管理').id, expected: '12', found: '13' },
    ]);
  });

  it('wants the first level to be 100 and its children to follow', () => {
    expect(checkTree(withChange('决策', { weight: '21' })).slice(0, 2)).toEqual([
      { code: 'whole-is-not-100', indicatorId: null, expected: '100', found: '101' },
      { code: 'siblings-do-not-add-up', indicatorId: at(treeB, '决策').id, expected: '21', found: '20' },
    ]);
  });

  it('wants 产出 and 效益 to be 60 at least, cost and satisfaction inside them counted', () => {
    expect(outputAndBenefit(treeB)).toBe('60');
    expect(outputAndBenefit(shippedRows('STD-A-2020'))).toBe('80');
    // 成本 and 满意度 are first levels of their own here, and no part of either.
    expect(outputAndBenefit(shippedRows('STD-A-2021'))).toBe('60');
    const shifted = treeB.map((row) => {
      if (row.name === '决策') return { ...row, weight: '21' };
      return row.name === '效益' ? { ...row, weight: '29' } : row;
    });
    expect(checkTree(shifted)).toContainEqual({
      ...{ code: 'output-and-benefit-below-60', indicatorId: null, expected: '60', found: '59' },
    });
    expect(codes(shifted)).not.toContain('whole-is-not-100');
  });

  it('wants every leaf to be scorable', () => {
    expect(codes(withChange('资金到位率', { direction: null }))).toEqual(['target-without-direction']);
    expect(codes(withChange('立项依据充分性', { points: [] }))).toEqual(['points-missing']);
    expect(codes(withChange('资金使用合规性', { points: [] }))).toEqual(['points-missing']);
    const childless = treeB.filter((row) => row.name !== '质量达标率');
    expect(checkTree(childless)).toEqual([
      { code: 'no-leaf', indicatorId: at(treeB, '产出质量').id, expected: null, found: null },
    ]);
    expect(codes([])).toEqual(['no-leaf']);
  });

  it('wants weights above zero and each code once', () => {
    const none = treeB.map((row) => {
      if (row.name === '资金到位率') return { ...row, weight: '0' };
      return row.name === '预算执行率' ? { ...row, weight: '8' } : row;
    });
    expect(codes(none)).toEqual(['weight-not-positive']);
    expect(checkTree(withChange('质量达标率', { code: at(treeB, '实际完成率').code }))).toEqual([
      { code: 'code-twice', indicatorId: at(treeB, '质量达标率').id, expected: null, found: null },
    ]);
  });

  it('keeps every share of a weight that is really shared', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(cents, (shares) => {
        const leaf = at(treeB, '实施效益');
        const texts = shares.map((share) => multiply(`${share}`, '0.01'));
        const total = add(...texts);
        const rest = subtract('100', total);
        const rows: Indicator[] = [
          { ...leaf, id: 1, parentId: null, level: 1, code: 'A', weight: total, aspect: null },
          { ...leaf, id: 2, parentId: null, level: 1, code: 'B', weight: rest, aspect: 'social' },
          ...texts.map((weight, i) => ({ ...leaf, id: 3 + i, parentId: 1, level: 2, code: `A-${i}`, weight })),
        ];
        expect(checkTree(rows)).toEqual([]);
      }),
    );
  });
});

describe('what ships', () => {
  it.each(shippedTemplates.map((one) => [one.code, one] as const))('%s passes its own check', (_, template) => {
    const rows = rowsOfShipped(template);
    expect(checkTree(rows)).toEqual([]);
    expect(Math.max(...rows.map((row) => row.level))).toBe(3);
    for (const leaf of leavesOf(rows)) {
      const told = [leaf.name, leaf.aspect, leaf.explanation, leaf.scoringRule, leaf.dataSource, leaf.evidence];
      expect([...told, leaf.frequency, leaf.responsible, leaf.legalSource], leaf.name).not.toContain('');
      expect([...told, leaf.frequency], leaf.name).not.toContain(null);
      if (leaf.nature === 'quantitative')
        expect([leaf.direction, leaf.unit, leaf.formula], leaf.name).not.toContain('');
    }
  });

  it('gives each template, and each indicator over all of them, a code of its own', () => {
    const all = [
      ...shippedTemplates.map((one) => one.code),
      ...shippedTemplates.flatMap((one) => rowsOfShipped(one).map((row) => row.code)),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(at(treeB, '实际完成率').code).toBe('C-03-01-01');
  });

  it('has the 17 third levels of the evaluation tree, weighed 20/20/30/30', () => {
    const counts = [1, 2, 3].map((level) => treeB.filter((row) => row.level === level).length);
    expect(counts).toEqual([4, 11, 17]);
    expect(treeB.filter((row) => row.level === 1).map((row) => `${row.name} ${row.weight}`)).toEqual([
      ...['决策 20', '过程 20', '产出 30', '效益 30'],
    ]);
  });

  it.each([
    ['STD-A-2020', '预算执行率 10 产出指标 50 效益指标 30 满意度指标 10'],
    ['STD-A-2021', '预算执行率 10 成本指标 20 产出指标 40 效益指标 20 满意度指标 10'],
    ['STD-A-2021-N', '预算执行率 10 产出指标 50 效益指标 30 满意度指标 10'],
  ])('weighs the first levels of %s as the ministry does', (code, expected) => {
    const first = shippedRows(code).filter((row) => row.level === 1);
    expect(first.map((row) => `${row.name} ${row.weight}`).join(' ')).toBe(expected);
  });

  it('has one sector template for each category, with values that the system takes by itself', () => {
    const sector = shippedTemplates.filter((one) => one.kind === 'sector');
    expect(sector.map((one) => one.category).sort()).toEqual(['fiscal', 'investment', 'livelihood', 'urban-renewal']);
    for (const template of sector) {
      const taken = rowsOfShipped(template).flatMap((row) => row.autoSource ?? []);
      expect(taken, template.code).toEqual(
        expect.arrayContaining(['budget-execution', 'progress', 'milestones-on-time']),
      );
      expect(
        taken.some((source) => source.endsWith('-compliance')),
        template.code,
      ).toBe(true);
    }
  });
});
