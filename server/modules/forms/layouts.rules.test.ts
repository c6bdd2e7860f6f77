import { describe, expect, it } from 'vitest';
import { formKinds, formNames } from '../../../contracts/forms.ts';
import { readRows, writeWorkbook } from '../../platform/sheets.ts';
import { percentOf, sumOf, tenThousands, type FormHead, type FormRow } from './form.rules.ts';
import { layOut } from './layouts.rules.ts';

const NOW = Date.parse('2026-11-25T08:00:00+08:00');
const head: FormHead = {
  ...{
    id: 'P-08',
    name: '锁金四村等老旧小区改造',
    label: 'internal',
    budgetFen: '6400000000',
    startsAt: NOW,
    endsAt: NOW,
  },
  ...{ departmentCode: 'D-05', departmentName: '区建设房产和交通局', unitName: null, demo: true, realName: false },
  ...{ declarationId: 1, attribute: 'new', wholeGoal: '改造 12 万平方米', annualGoal: '完成 8 万平方米', version: 1 },
  ...{ initialFen: '3000000000', fiscalFen: '2500000000', carriedFen: null, otherFen: '500000001' },
  ...{ templateName: '民生实事', paidFen: '2591100000', score: '86.37499' },
};
const row: FormRow = {
  ...{ first: '产出指标', second: '数量指标', code: 'A-1', name: '改造面积', nature: 'quantitative', method: 'ratio' },
  ...{
    direction: 'ge',
    unit: '万㎡',
    decimals: 2,
    points: [],
    target: '8.0',
    targetText: '',
    weight: '15',
    value: '7.36',
  },
  ...{
    band: null,
    pointsMet: null,
    vetoed: false,
    forecast: '8',
    deviation: 'funds',
    likelihood: 'possible',
    note: '雨期',
  },
  ...{ overReason: '', score: '13.80', light: 'green' },
};
const rows: FormRow[] = [
  {
    ...row,
    first: '预算执行率',
    second: null,
    code: 'A-0',
    name: '预算执行率',
    method: 'execution',
    weight: '10',
    score: '8.64',
  },
  row,
  { ...row, code: 'A-2', name: '惠及户数', value: null, score: null, light: null, note: null, forecast: null },
  { ...row, second: '质量指标', code: 'A-3', name: '验收合格率', unit: '%' },
];
const linesOf = async (kind: (typeof formKinds)[number]) =>
  readRows(await writeWorkbook([layOut(kind, { head, rows, month: '2026-11', now: NOW })]));

describe('official tables', () => {
  it('are rectangles: every row of every table has as many cells as the table has columns', () => {
    for (const kind of formKinds) {
      const sheet = layOut(kind, { head, rows, month: '2026-11', now: NOW });
      expect(sheet.rows.map((line) => line.length)).toEqual(sheet.rows.map(() => sheet.widths.length));
      expect(sheet.name).toBe(formNames[kind]);
    }
  });
  it('say what a project is held to: money in 万元 to the fen, targets with their sign', async () => {
    const text = JSON.stringify(await linesOf('declaration'));
    expect(text).toContain('"年度资金总额","3000.000001"');
    expect(text).toContain('"改造面积","≥8","万㎡","15"');
    expect(text).toContain('区建设房产和交通局 D-05');
  });
  it('show what was achieved by the month, why it strays, and leave empty what nobody reported', async () => {
    const lines = await linesOf('monitoring');
    expect(lines[0]?.[0]).toBe('2026 年度项目支出绩效运行监控表（1—11 月）');
    expect(lines).toContainEqual([
      '产出指标',
      '数量指标',
      '改造面积',
      '≥8万㎡',
      '7.36',
      '8',
      '经费保障',
      '有可能',
      '绿',
      '雨期',
    ]);
    expect(lines).toContainEqual(['', '', '惠及户数', '≥8万㎡', '', '', '经费保障', '有可能', '', '']);
  });
  it('assess: the rate of execution stands with the money, the total is the unrounded score shown with two decimals', async () => {
    const lines = await linesOf('assessment');
    expect(lines.find(([first]) => first === '年度资金总额')?.slice(-4)).toEqual(['2591.1', '10', '86.37', '8.64']);
    expect(lines.filter((line) => line.includes('预算执行率'))).toEqual([]);
    expect(lines.find(([first]) => first === '总分')).toEqual(['总分', '', '', '', '', '', '', '55', '86.37499', '']);
    expect(lines.at(-1)?.[0]).toContain('演示数据');
  });
});

describe('their numbers', () => {
  it('are exact', () => {
    expect(tenThousands('123456789')).toBe('123.456789');
    expect(percentOf('8637', '10000')).toBe('86.37');
    expect(percentOf('1', '3')).toBe('33.33');
  });
  it('are missing where an input is, never 0', () => {
    expect([tenThousands(null), percentOf(null, '1'), percentOf('1', '0'), sumOf([null, null])]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(sumOf([null, '0.1', '0.2'])).toBe('0.3');
  });
});
