import { Type, type Static } from 'typebox';
import { grades } from './grades.ts';
import { labels } from './labels.ts';
import { metrics } from './metrics.ts';
import { DecimalText, FenText, InstantMs, nullable, oneOf } from './schema.ts';

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
  label: oneOf(labels),
  demo: Type.Boolean(),
  /** A real project's name with invented figures: the page says 演示数据,非真实绩效. */
  realName: Type.Boolean(),
  earned: EarnedValue,
});
export type ProjectRow = Static<typeof ProjectRow>;

/** What a list of projects can be sorted by. */
export const projectSorts = [
  'id',
  'name',
  'department',
  'street',
  'category',
  'phase',
  'progress',
  'paid',
  'budget',
  'startsAt',
  'endsAt',
] as const;
export type ProjectSort = (typeof projectSorts)[number];

/** One week's report, closing at Monday 00:00 Asia/Shanghai. Percent of the whole, 0..1. */
export const ProjectWeek = Type.Object({
  closesAt: InstantMs,
  planned: Type.Number(),
  /** Null: not reported (未报送). */
  progress: nullable(Type.Number()),
});
export type ProjectWeek = Static<typeof ProjectWeek>;

export const Payment = Type.Object({ paidAt: InstantMs, amountFen: FenText });

/**
 * Lights of domain.md 1.5 and 7.1: red over yellow over green; blue says that the target looks too low. A project without
 * any basis for a light (nothing reported yet) has none: null on the wires.
 */
export const lights = ['red', 'yellow', 'green', 'blue'] as const;
export type Light = (typeof lights)[number];

/** Names of lights; `none`: nothing is known yet that a project could be judged by. */
export const lightNames: Readonly<Record<Light | 'none', string>> = {
  red: '红',
  yellow: '黄',
  green: '绿',
  blue: '蓝',
  none: '未判',
};

/**
 * Why a project has its light; the screen makes the sentence from the values. Where a threshold was passed, or held, it
 * comes along as `limit`, in the unit of what is held against it.
 */
export const reasonCodes = [
  /** values: gap, gapBefore (percentage points below plan in the last two weekly reports). */
  'behind-two-weeks',
  /** values: gap (percentage points below plan), spi. */
  'spi',
  /** values: cpi. */
  'cpi',
  /** values: eacFen share of the budget (eacShare, 1 = the budget). */
  'over-budget',
  /** values: gap (payment share less progress, percentage points): paid ahead of work. */
  'overpaid',
  /** values: paid, planned (shares of the budget, 0..1): payments behind their plan. */
  'underpaid',
  /** values: weeks without a report. */
  'unreported',
  /** values: value, limit, windowMinutes; `metric`, `at` and `deviceCode` say which. */
  'exceedance',
  /** values: days; `subject` is the milestone's name. */
  'milestone-overdue',
  /** values: days past the current phase's planned end. */
  'phase-overdue',
  /** values: ahead (percentage points above plan). */
  'ahead',
  /** values: gap. Everything within tolerance. */
  'steady',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const ProjectReason = Type.Object({
  code: oneOf(reasonCodes),
  light: oneOf(lights),
  values: Type.Record(Type.String(), Type.Number()),
  /** What the reason speaks of, where it has a name: a milestone. */
  subject: nullable(Type.String()),
  metric: nullable(oneOf(metrics)),
  deviceCode: nullable(Type.String()),
  at: nullable(InstantMs),
});
export type ProjectReason = Static<typeof ProjectReason>;

/** A project's newest score as rooms carry it: out of 100 and unrounded, of a year up to a month. */
export const ProjectScoreFigure = Type.Object({
  /** Null: nothing is scored yet, or what is missing holds the score back. */
  score: nullable(DecimalText),
  grade: nullable(oneOf(grades)),
  /** `2026-11` in Asia/Shanghai. */
  month: Type.String(),
  /** Indicators that are due and not reported. */
  missing: Type.Integer(),
  computedAt: InstantMs,
});
export type ProjectScoreFigure = Static<typeof ProjectScoreFigure>;

/** A project as rooms carry it: what a card, a row of a ranking and a mark on the map need. Shares 0..1. */
export const ProjectFigures = Type.Object({
  id: Type.String(),
  name: Type.String(),
  category: oneOf(projectCategories),
  phase: oneOf(projectPhases),
  departmentCode: Type.String(),
  streetCode: nullable(Type.String()),
  /** The middle of its sites; null without any. */
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  demo: Type.Boolean(),
  realName: Type.Boolean(),
  budgetFen: FenText,
  paidFen: FenText,
  /** Funds that have arrived (资金拨付); null while finance has told of none. */
  arrivedFen: nullable(FenText),
  /** Share of the budget paid, and the share that the funds plan has by now. */
  paid: nullable(Type.Number()),
  paidPlanned: nullable(Type.Number()),
  progress: nullable(Type.Number()),
  planned: nullable(Type.Number()),
  spi: nullable(Type.Number()),
  cpi: nullable(Type.Number()),
  /** The Monday 00:00 Asia/Shanghai that the newest reported week closes. */
  asOf: nullable(InstantMs),
  startsAt: InstantMs,
  endsAt: InstantMs,
  light: nullable(oneOf(lights)),
  /** Worst first; at least one where there is a light. */
  reasons: Type.Array(ProjectReason),
  /** Null: no approved targets, so nothing to score. */
  score: nullable(ProjectScoreFigure),
});
export type ProjectFigures = Static<typeof ProjectFigures>;

/** One bar of a project's schedule. Planned dates are the baseline; actual ones are null until they happen. */
export const Milestone = Type.Object({
  seq: Type.Integer(),
  name: Type.String(),
  plannedFrom: InstantMs,
  plannedTo: InstantMs,
  actualFrom: nullable(InstantMs),
  actualTo: nullable(InstantMs),
  /** Share done, 0..1; null: not reported. */
  progress: nullable(Type.Number()),
  /** An event rather than a stretch of work: drawn as a diamond. */
  isEvent: Type.Boolean(),
});
export type Milestone = Static<typeof Milestone>;

/** When a project entered a phase, and by when it was to leave it. */
export const PhaseDate = Type.Object({
  phase: oneOf(projectPhases),
  plannedEndAt: nullable(InstantMs),
  enteredAt: nullable(InstantMs),
  leftAt: nullable(InstantMs),
});
export type PhaseDate = Static<typeof PhaseDate>;

export const curveScopes = ['district', 'street', 'department', 'sector', 'project'] as const;
export type CurveScope = (typeof curveScopes)[number];

/**
 * Payments and arrived funds of a calendar month (Asia/Shanghai), cumulative since the curve's start, beside what was planned
 * by its end.
 */
export const FundsMonth = Type.Object({
  startsAt: InstantMs,
  endsAt: InstantMs,
  /** Null for months that have not begun. */
  paidFen: nullable(FenText),
  /** Null where no project of the scope has a funds plan. */
  plannedFen: nullable(FenText),
  /** Funds arrived; null for months that have not begun, and throughout where finance has told of none. */
  arrivedFen: nullable(FenText),
});
export type FundsMonth = Static<typeof FundsMonth>;

/**
 * 双监控 of a scope: plan against verified progress by week (weighted by budget), payments against plan by month of the
 * year (of the whole run for one project). `progress` is null for weeks that have not closed or that nobody reported.
 */
export const ProjectCurves = Type.Object({
  scope: oneOf(curveScopes),
  code: Type.String(),
  name: Type.String(),
  projects: Type.Integer(),
  reported: Type.Integer(),
  from: InstantMs,
  to: InstantMs,
  /** What payments are held against: the funds planned for the year, or a project's budget. */
  fundsBaseFen: FenText,
  weeks: Type.Array(ProjectWeek),
  months: Type.Array(FundsMonth),
});
export type ProjectCurves = Static<typeof ProjectCurves>;

export const ProjectDetail = Type.Intersect([
  ProjectRow,
  Type.Object({
    weeks: Type.Array(ProjectWeek),
    payments: Type.Array(Payment),
    siteCodes: Type.Array(Type.String()),
    milestones: Type.Array(Milestone),
    phases: Type.Array(PhaseDate),
  }),
]);
export type ProjectDetail = Static<typeof ProjectDetail>;
