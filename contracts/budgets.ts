import { Type, type Static } from 'typebox';
import { FileChange } from './projectFiles.ts';
import { PercentText } from './reports.ts';
import { FenText, InstantMs, nullable, oneOf } from './schema.ts';

/** 资金来源. */
export const budgetSources = [
  ...(['central', 'provincial', 'municipal', 'district', 'bond', 'own', 'social', 'other'] as const),
] as const;
export type BudgetSource = (typeof budgetSources)[number];
export const budgetSourceNames: Readonly<Record<BudgetSource, string>> = {
  central: '中央资金',
  provincial: '省级资金',
  municipal: '市级资金',
  district: '区级资金',
  bond: '政府债券',
  own: '单位自筹',
  social: '社会资本',
  other: '其他',
};

/** 费用类别. */
export const budgetPurposes = [
  ...(['works', 'equipment', 'land', 'design', 'fees', 'service', 'subsidy', 'reserve', 'other'] as const),
] as const;
export type BudgetPurpose = (typeof budgetPurposes)[number];
export const budgetPurposeNames: Readonly<Record<BudgetPurpose, string>> = {
  works: '建筑安装工程费',
  equipment: '设备购置费',
  land: '征迁与用地费',
  design: '勘察设计费',
  fees: '工程建设其他费',
  service: '服务采购费',
  subsidy: '补助资金',
  reserve: '预备费',
  other: '其他费用',
};

/** What of a project's cost comes from where, in which year, for what. */
export const BudgetLine = Type.Object({
  source: oneOf(budgetSources),
  purpose: oneOf(budgetPurposes),
  year: Type.Integer({ minimum: 2000, maximum: 2100 }),
  amountFen: FenText,
  note: Type.String({ maxLength: 200 }),
});
export type BudgetLine = Static<typeof BudgetLine>;

/** A calendar month of Asia/Shanghai, `2026-11`. */
export const MonthText = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });
/** 用款计划. */
export const PlannedMonth = Type.Object({ month: MonthText, amountFen: FenText });
export type PlannedMonth = Static<typeof PlannedMonth>;

/** Cumulative planned progress at a Monday 00:00 Asia/Shanghai. */
export const PlannedWeek = Type.Object({ closesAt: InstantMs, planned: PercentText });
export type PlannedWeek = Static<typeof PlannedWeek>;

/** A project's money and progress as they are planned. Sums add up exactly. */
export const ProjectBudget = Type.Object({
  revision: Type.Integer(),
  asksReason: Type.Boolean(),
  isClosed: Type.Boolean(),
  /** 总投资. */
  budgetFen: FenText,
  startsAt: InstantMs,
  endsAt: InstantMs,
  lines: Type.Array(BudgetLine),
  linesFen: FenText,
  /** What was paid within the month stands beside what was planned; a month may have either alone. */
  months: Type.Array(Type.Object({ month: MonthText, amountFen: nullable(FenText), paidFen: nullable(FenText) })),
  plannedFen: FenText,
  weeks: Type.Array(
    Type.Object({
      ...PlannedWeek.properties,
      /** Verified, percent; null: not reported. */
      progress: nullable(Type.String()),
      /** Something was reported of the week: its plan stands as it is. */
      isKept: Type.Boolean(),
    }),
  ),
});
export type ProjectBudget = Static<typeof ProjectBudget>;

export const BudgetEdit = Type.Object({
  ...FileChange.properties,
  lines: Type.Array(BudgetLine, { maxItems: 200 }),
});
export const FundsPlanEdit = Type.Object({
  ...FileChange.properties,
  months: Type.Array(PlannedMonth, { maxItems: 240 }),
});
export const ProgressPlanEdit = Type.Object({
  ...FileChange.properties,
  weeks: Type.Array(PlannedWeek, { maxItems: 600 }),
});
