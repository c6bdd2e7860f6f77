import { Type, type Static } from 'typebox';
import { FenText, InstantMs, nullable, oneOf } from './schema.ts';

export const projectCategories = ['urban-renewal', 'livelihood', 'fiscal', 'investment'] as const;
export type ProjectCategory = (typeof projectCategories)[number];
export const projectCategoryNames: Readonly<Record<ProjectCategory, string>> = {
  'urban-renewal': '城市更新',
  livelihood: '民生实事',
  fiscal: '财政资金',
  investment: '产业招商',
};

/** Six phases that the wall shows; the lifecycle module refines them into states. */
export const projectPhases = ['planning', 'approval', 'preparation', 'building', 'acceptance', 'evaluation'] as const;
export type ProjectPhase = (typeof projectPhases)[number];
export const projectPhaseNames: Readonly<Record<ProjectPhase, string>> = {
  planning: '谋划储备',
  approval: '立项审批',
  preparation: '前期准备',
  building: '建设实施',
  acceptance: '验收结算',
  evaluation: '评价归档',
};

/** Earned value at the newest reported week; null where an input is missing. Rates 0..1. */
export const EarnedValue = Type.Object({
  planned: nullable(Type.Number()),
  progress: nullable(Type.Number()),
  spi: nullable(Type.Number()),
  cpi: nullable(Type.Number()),
  asOf: nullable(InstantMs),
});
export type EarnedValue = Static<typeof EarnedValue>;

export const ProjectRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  category: oneOf(projectCategories),
  phase: oneOf(projectPhases),
  departmentCode: Type.String(),
  departmentName: Type.String(),
  /** Null: a project of the whole district, on no single street. */
  streetCode: nullable(Type.String()),
  budgetFen: FenText,
  paidFen: FenText,
  startsAt: InstantMs,
  endsAt: InstantMs,
  demo: Type.Boolean(),
  /** A real project's name with invented figures: the page says 演示数据,非真实绩效. */
  realName: Type.Boolean(),
  earned: EarnedValue,
});
export type ProjectRow = Static<typeof ProjectRow>;

/** One week's report, closing at Monday 00:00 Asia/Shanghai. Percent of the whole, 0..1. */
export const ProjectWeek = Type.Object({
  closesAt: InstantMs,
  planned: Type.Number(),
  /** Null: not reported (未报送). */
  progress: nullable(Type.Number()),
});
export type ProjectWeek = Static<typeof ProjectWeek>;

export const Payment = Type.Object({ paidAt: InstantMs, amountFen: FenText });

export const ProjectDetail = Type.Intersect([
  ProjectRow,
  Type.Object({ weeks: Type.Array(ProjectWeek), payments: Type.Array(Payment), siteCodes: Type.Array(Type.String()) }),
]);
export type ProjectDetail = Static<typeof ProjectDetail>;
