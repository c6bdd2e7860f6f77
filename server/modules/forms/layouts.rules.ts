import type { Instant } from '../../../contracts/glossary.ts';
import { formNames, type FormKind } from '../../../contracts/forms.ts';
import { deviationNames, likelihoodNames, type Deviation, type Likelihood } from '../../../contracts/values.ts';
import { dayOf } from '../../platform/calendar.rules.ts';
import type { FormCell, FormSheet } from '../../platform/sheets.ts';
import {
  achievedWords,
  cells,
  footWords,
  levelCells,
  natureWords,
  percentOf,
  sumOf,
  targetWords,
  type FormHead,
  type FormRow,
} from './form.rules.ts';

export interface FormInput {
  readonly head: FormHead;
  readonly rows: readonly FormRow[];
  /** `2026-11`: the last month that the table speaks of. */
  readonly month: string;
  readonly now: Instant;
}
type Lines = FormCell[][];

const { title, note, head: th, text, money, number } = cells;
const yearBudget = ({ fiscalFen, carriedFen, otherFen }: FormHead) => sumOf([fiscalFen, carriedFen, otherFen]);
const indexed = (rows: readonly FormRow[], line: (row: FormRow) => FormCell[]): Lines => {
  const levels = levelCells(rows);
  return rows.map((row, index) => [...(levels[index] ?? [null, null]), ...line(row)]);
};
const attributeNames = { new: '新增项目', continued: '延续项目' } as const;

const who = ({ name, id, departmentName, departmentCode, unitName }: FormHead, across: readonly number[]): Lines => [
  [...th('项目名称', across[0]), ...text(name, across[1]), ...th('项目编号', across[2]), ...text(id, across[3])],
  [
    ...[...th('主管部门及代码', across[0]), ...text(`${departmentName} ${departmentCode}`, across[1])],
    ...[...th('实施单位', across[2]), ...text(unitName ?? '—', across[3])],
  ],
];

/** 项目支出绩效目标申报表 (财预〔2015〕88号, domain.md 1.6). */
const declaration = ({ head, rows, now }: FormInput): Lines => [
  title(formNames.declaration, 6),
  ...who(head, [1, 2, 1, 2]),
  [
    ...[...th('项目属性'), ...text(attributeNames[head.attribute], 2)],
    ...[...th('项目期'), ...text(`${dayOf(head.startsAt)} 至 ${dayOf(head.endsAt)}`, 2)],
  ],
  [...th('实施期资金总额'), ...money(head.budgetFen, 2), ...th('年度资金总额'), ...money(yearBudget(head), 2)],
  [...th('其中：财政拨款'), ...money(head.fiscalFen, 2), ...th('上年结转'), ...money(head.carriedFen, 2)],
  [...th('其他资金'), ...money(head.otherFen, 2), ...th('年初预算'), ...money(head.initialFen, 2)],
  [...th('实施期总体目标'), ...text(head.wholeGoal, 5)],
  [...th('年度总体目标'), ...text(head.annualGoal, 5)],
  [...th('一级指标'), ...th('二级指标'), ...th('三级指标'), ...th('指标值'), ...th('度量单位'), ...th('分值')],
  ...indexed(rows, (row) => [
    ...[...text(row.name), ...text(targetWords(row)), ...text(row.unit)],
    ...number(row.weight, 2),
  ]),
  note(footWords(head, dayOf(now)), 6),
];

const lightNames = { red: '红', yellow: '黄', green: '绿', blue: '蓝' } as const;
/** 项目支出绩效运行监控表 (财预〔2019〕136号, domain.md 1.5). */
function monitoring({ head, rows, month, now }: FormInput): Lines {
  const till = `1—${Number(month.slice(5))} 月`;
  const budget = yearBudget(head);
  return [
    title(`${month.slice(0, 4)} 年度${formNames.monitoring}（${till}）`, 10),
    ...who(head, [2, 3, 2, 3]),
    [
      ...th('项目资金', 2),
      ...th('年初预算', 2),
      ...th('全年预算', 2),
      ...th(`${till}执行数`, 2),
      ...th(`执行率（%）`, 2),
    ],
    [
      ...[...th('年度资金总额', 2), ...money(head.initialFen, 2), ...money(budget, 2), ...money(head.paidFen, 2)],
      ...number(percentOf(head.paidFen, budget), 2, 2),
    ],
    [
      ...[...th('一级指标'), ...th('二级指标'), ...th('三级指标'), ...th('年度指标值'), ...th(`${till}执行情况`)],
      ...[...th('全年预计完成'), ...th('偏差原因'), ...th('完成目标可能性'), ...th('监控灯'), ...th('备注')],
    ],
    ...indexed(rows, (row) => [
      ...[...text(row.name), ...text(`${targetWords(row)}${row.unit}`), ...text(achievedWords(row))],
      ...[
        ...text(row.forecast ?? ''),
        ...text(row.deviation === null ? '' : deviationNames[row.deviation as Deviation]),
      ],
      ...text(row.likelihood === null ? '' : likelihoodNames[row.likelihood as Likelihood]),
      ...[...text(row.light === null ? '' : lightNames[row.light]), ...text(row.note ?? '')],
    ]),
    note(footWords(head, dayOf(now)), 10),
  ];
}

/** 项目支出绩效自评表 (财预〔2020〕10号 as practised, domain.md 1.6). The rate's own row carries its points. */
function assessment({ head, rows, month, now }: FormInput): Lines {
  const budget = yearBudget(head);
  const rate = rows.find(({ method }) => method === 'execution');
  const others = rows.filter((row) => row !== rate);
  const source = (name: string, fen: string | null): FormCell[] => [
    ...[...th(name, 2), ...text('—', 2), ...money(fen, 2), ...text('—'), ...text('—'), ...text('—'), ...text('—')],
  ];
  return [
    title(`${month.slice(0, 4)} 年度${formNames.assessment}`, 10),
    ...who(head, [2, 3, 2, 3]),
    [
      ...[...th('项目资金', 2), ...th('年初预算数', 2), ...th('全年预算数', 2), ...th('全年执行数')],
      ...[...th('分值'), ...th('执行率（%）'), ...th('得分')],
    ],
    [
      ...[...th('年度资金总额', 2), ...money(head.initialFen, 2), ...money(budget, 2), ...money(head.paidFen)],
      ...[...number(rate?.weight ?? null, 2), ...number(percentOf(head.paidFen, budget), 2)],
      ...number(rate?.score ?? null, 2),
    ],
    ...[source('其中：当年财政拨款', head.fiscalFen), source('上年结转资金', head.carriedFen)],
    source('其他资金', head.otherFen),
    [...th('年度总体目标', 2), ...text(head.annualGoal, 8)],
    [
      ...[
        ...th('一级指标'),
        ...th('二级指标'),
        ...th('三级指标'),
        ...th('指标性质'),
        ...th('指标值'),
        ...th('度量单位'),
      ],
      ...[...th('实际完成值'), ...th('分值'), ...th('得分'), ...th('偏差原因分析及改进措施')],
    ],
    ...indexed(others, (row) => [
      ...[...text(row.name), ...text(natureWords(row.nature)), ...text(targetWords(row)), ...text(row.unit)],
      ...[...text(achievedWords(row)), ...number(row.weight, 2), ...number(row.score, 2)],
      ...text([row.note, row.overReason].filter((words) => words !== null && words !== '').join(';')),
    ]),
    [...th('总分', 7), ...number(sumOf(rows.map(({ weight }) => weight)), 2), ...number(head.score, 2), ...text('')],
    note(footWords(head, dayOf(now)), 10),
  ];
}

const layouts: Readonly<
  Record<FormKind, { lines: (input: FormInput) => Lines; widths: number[]; landscape: boolean }>
> = {
  declaration: { lines: declaration, widths: [18, 18, 26, 18, 12, 10], landscape: false },
  monitoring: { lines: monitoring, widths: [14, 14, 22, 14, 16, 14, 14, 14, 10, 22], landscape: true },
  assessment: { lines: assessment, widths: [14, 14, 22, 10, 12, 10, 16, 10, 10, 28], landscape: true },
};

/** An official table as a sheet. */
export function layOut(kind: FormKind, input: FormInput): FormSheet {
  const { lines, widths, landscape } = layouts[kind];
  return { name: formNames[kind].slice(0, 31), widths, landscape, rows: lines(input) };
}
