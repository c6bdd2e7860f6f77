import { Type, type Static } from 'typebox';
import { aspects, directions, methods } from './indicators.ts';
import { lights, projectCategories } from './projects.ts';
import { CodeText, DecimalText, FenText, InstantMs, nullable, oneOf } from './schema.ts';
import { grades } from './grades.ts';
import { Achievement, barStates, MonthText } from './scores.ts';
import { deviations, likelihoods } from './values.ts';

/** Lights that a list may be narrowed to; `none`: nothing to judge yet. */
export const monitoringLights = [...lights, 'none'] as const;
export const MonitoringQuery = Type.Object({
  month: MonthText,
  light: Type.Optional(oneOf(monitoringLights)),
  category: Type.Optional(oneOf(projectCategories)),
  text: Type.Optional(Type.String({ maxLength: 80 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
});
export type MonitoringQuery = Static<typeof MonitoringQuery>;

const LightCounts = Type.Object({
  red: Type.Integer(),
  yellow: Type.Integer(),
  green: Type.Integer(),
  blue: Type.Integer(),
  none: Type.Integer(),
});

/** Money of the year by the month's end. */
export const BudgetExecution = Type.Object({
  initialFen: nullable(FenText),
  totalFen: nullable(FenText),
  paidFen: FenText,
  /** Paid of 全年预算数, in percent with two decimals; null without a budget. */
  rate: nullable(DecimalText),
});
export type BudgetExecution = Static<typeof BudgetExecution>;

/** A project's double monitoring at a month's end: targets and money. */
export const MonitoringLine = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  category: oneOf(projectCategories),
  departmentName: Type.String(),
  streetName: nullable(Type.String()),
  realName: Type.Boolean(),
  light: nullable(oneOf(lights)),
  score: nullable(DecimalText),
  grade: nullable(oneOf(grades)),
  /** Lights of its indicators; `none` counts those without. */
  lights: LightCounts,
  missing: nullable(Type.Integer()),
  execution: BudgetExecution,
  executionLight: nullable(oneOf(lights)),
});
export type MonitoringLine = Static<typeof MonitoringLine>;
export const MonitoringPage = Type.Object({
  rows: Type.Array(MonitoringLine),
  total: Type.Integer(),
  /** Projects by light, whatever light the rows are narrowed to. */
  counts: LightCounts,
});
export type MonitoringPage = Static<typeof MonitoringPage>;

/** A row of the 项目绩效运行监控表. */
export const MonitoringRow = Type.Object({
  targetId: Type.Integer(),
  code: CodeText,
  name: Type.String(),
  path: Type.Array(Type.String()),
  method: oneOf(methods),
  direction: nullable(oneOf(directions)),
  unit: Type.String(),
  decimals: Type.Integer(),
  aspect: nullable(oneOf(aspects)),
  /** How many 要点 it has in all. */
  pointsInAll: Type.Integer(),
  weight: DecimalText,
  target: nullable(DecimalText),
  targetText: Type.String(),
  /** Planned by the month's end where the project has a monthly plan of its own; null: linear. */
  planned: nullable(DecimalText),
  /** The newest accepted value up to the month, and the month it is of. */
  achievement: nullable(Achievement),
  valueMonth: nullable(MonthText),
  score: nullable(DecimalText),
  state: nullable(oneOf(barStates)),
  forecast: nullable(DecimalText),
  deviation: nullable(oneOf(deviations)),
  likelihood: nullable(oneOf(likelihoods)),
  note: Type.String(),
  light: nullable(oneOf(lights)),
  /** The calculation in words, as the score has it. */
  sentence: nullable(Type.String()),
});
export type MonitoringRow = Static<typeof MonitoringRow>;

export const MonitoringTable = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  category: oneOf(projectCategories),
  departmentName: Type.String(),
  unitName: nullable(Type.String()),
  streetName: nullable(Type.String()),
  demo: Type.Boolean(),
  realName: Type.Boolean(),
  month: MonthText,
  declarationId: Type.Integer(),
  annualGoal: Type.String(),
  light: nullable(oneOf(lights)),
  score: nullable(DecimalText),
  grade: nullable(oneOf(grades)),
  computedAt: nullable(InstantMs),
  execution: BudgetExecution,
  fiscalFen: nullable(FenText),
  carriedFen: nullable(FenText),
  otherFen: nullable(FenText),
  executionLight: nullable(oneOf(lights)),
  /** 全年预计执行, in percent of 全年预算数, as reported with the execution rate. */
  executionForecast: nullable(DecimalText),
  rows: Type.Array(MonitoringRow),
  /** The project's light at the end of each month of the year so far. */
  months: Type.Array(Type.Object({ month: MonthText, light: nullable(oneOf(lights)), score: nullable(DecimalText) })),
});
export type MonitoringTable = Static<typeof MonitoringTable>;
