import { bandNames } from '../../contracts/scores.ts';
import type { FormSheet } from '../platform/sheets.ts';
import type { PdfPage } from './pdf.rules.ts';

/** A value that somebody of the demo reported by hand, with what its document says of it. */
export interface ReportedValue {
  readonly id: number;
  readonly projectId: string;
  readonly projectName: string;
  /** `2026-09`. */
  readonly month: string;
  readonly targetId: number;
  readonly indicator: string;
  readonly unit: string;
  readonly decimals: number;
  /** What the template asks for: 「合同、结算评审报告」. */
  readonly evidence: string;
  readonly target: string | null;
  readonly value: string | null;
  readonly band: 'met' | 'partly' | 'unmet' | null;
  readonly pointsMet: readonly number[] | null;
  readonly points: readonly string[];
  readonly toldAt: number;
}

/** A file of a project: what is in it, and which values stand on it. */
export interface Paper {
  readonly projectId: string;
  readonly name: string;
  readonly toldAt: number;
  readonly values: readonly number[];
  readonly content: { readonly pdf: PdfPage } | { readonly workbook: FormSheet };
}

const monthName = (month: string): string => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;
const groupBy = <T>(rows: readonly T[], keyOf: (row: T) => string): T[][] => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
};

const NOTE = '演示数据，非真实佐证材料。';

const withUnit = (number: string | null, unit: string): string => `${number ?? '—'}${unit === '%' ? '' : ' '}${unit}`;

function achievedOf({ value, unit, band, pointsMet, points }: ReportedValue): string {
  if (pointsMet !== null) return `符合要点 ${pointsMet.length} 项，共 ${points.length} 项`;
  return band === null ? withUnit(value, unit) : bandNames[band];
}

/** 月度佐证说明: what was achieved in a month and by which papers, a page for whoever signs it. */
function statementOf(values: readonly ReportedValue[]): Paper[] {
  const [first] = values;
  if (first === undefined) return [];
  const { projectId, projectName, month } = first;
  const lines = values.flatMap((one, place) => [
    `${place + 1}．${one.indicator}：${achievedOf(one)}`,
    `　　年度目标：${one.target === null ? '按要点核定' : withUnit(one.target, one.unit)}；依据：${one.evidence || '项目台账'}`,
  ]);
  const page: PdfPage = {
    title: `${monthName(month)}绩效指标完成情况说明`,
    lines: [
      `项目名称：${projectName}`,
      `项目代码：${projectId}`,
      '',
      ...lines,
      '',
      '填报人：项目单位　　　　复核人：绩效办',
    ],
    foot: NOTE,
  };
  const toldAt = Math.max(...values.map((one) => one.toldAt));
  const name = `${month} 绩效指标完成情况说明.pdf`;
  return [{ projectId, name, toldAt, values: values.map(({ id }) => id), content: { pdf: page } }];
}

/** What is counted in a table: 「热线工单统计表」, 「受益户清单」. */
const tableName = (evidence: string): string | undefined =>
  evidence
    .split('、')
    .map((part) => part.replace(/（.*）/, ''))
    .find((part) => /(表|清单|台账|明细)$/.test(part));

/** A table of fewer months tells nothing that the statement does not. */
const LEAST_MONTHS = 3;

/** 统计台账 of an indicator that asks for one: month by month up to the newest, behind the newest. */
function ledgerOf(values: readonly ReportedValue[]): Paper[] {
  const sorted = [...values].sort((a, b) => a.month.localeCompare(b.month));
  const newest = sorted.at(-1);
  const title = newest === undefined ? undefined : tableName(newest.evidence);
  if (newest === undefined || title === undefined || sorted.length < LEAST_MONTHS) return [];
  const { projectId, projectName, indicator, unit, decimals, target, month, toldAt } = newest;
  const head = ['序号', '月份', `累计完成（${unit}）`, `年度目标（${unit}）`, '备注'];
  const workbook: FormSheet = {
    name: title,
    widths: [8, 16, 22, 22, 24],
    frozenRows: 3,
    rows: [
      [{ text: `${projectName}${title}`, look: 'title', across: head.length }],
      [{ text: `指标：${indicator}　截至 ${monthName(month)}　${NOTE}`, look: 'note', across: head.length }],
      head.map((text) => ({ text, look: 'head' as const })),
      ...sorted.map((one, place) => [
        { text: String(place + 1), align: 'center' as const },
        { text: monthName(one.month), align: 'center' as const },
        { number: one.value, decimals },
        { number: target, decimals },
        '',
      ]),
    ],
  };
  const name = `${month} ${indicator} ${title}.xlsx`;
  return [{ projectId, name, toldAt, values: [newest.id], content: { workbook } }];
}

/** The papers behind what the demo's people reported: a statement for each month, and a table where one is asked for. */
export const papersOf = (values: readonly ReportedValue[]): Paper[] => [
  ...groupBy(values, ({ projectId, month }) => `${projectId} ${month}`).flatMap(statementOf),
  ...groupBy(values, ({ targetId }) => String(targetId)).flatMap(ledgerOf),
];
