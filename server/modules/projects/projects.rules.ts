import { DISTRICT_CODE, type Instant, type ProjectId, type StreetCode } from '../../../contracts/glossary.ts';
import {
  lightKeys,
  type GroupFigures,
  type LightCounts,
  type PhaseCounts,
  type ProjectSideFigures,
} from '../../../contracts/live.ts';
import {
  projectPhases,
  type EarnedValue,
  type Light,
  type ProjectCategory,
  type ProjectPhase,
} from '../../../contracts/projects.ts';
import { sumApprovals, type ApprovalAim, type ApprovalClock } from './approvalClock.rules.ts';
import { cpiOf, parseShare, ratio, spiOf, valueOf, type Fen, type ShareE5 } from './earnedValue.rules.ts';

/** A project's newest reported week. Missing is not zero: without a report there is none of these. */
export interface ReportedWeek {
  readonly closesAt: Instant;
  readonly planned: ShareE5;
  readonly progress: ShareE5;
  /** Payments up to the week's close; null when there was none yet. */
  readonly paidToClose: Fen | null;
}

/** What the figures of a project are computed from. */
export interface ProjectInputs {
  readonly id: ProjectId;
  readonly streetCode: StreetCode | null;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly category: ProjectCategory;
  readonly phase: ProjectPhase;
  readonly demo: boolean;
  readonly budget: Fen;
  readonly paid: Fen;
  readonly startsAt: Instant;
  readonly week: ReportedWeek | null;
  /** The report before the newest one. */
  readonly before: { readonly planned: ShareE5; readonly progress: ShareE5 } | null;
  /** Weeks of the plan that have closed since the newest report, or since the plan began. */
  readonly missedWeeks: number;
  /** Planned to be paid by now; null without a funds plan. */
  readonly paidPlanned: Fen | null;
  readonly yearPaid: Fen;
  readonly yearPlanned: Fen | null;
  readonly yearPlannedToNow: Fen | null;
  /** Planned end of the phase it is in, past or to come. */
  readonly phaseEnd: { readonly name: null; readonly at: Instant } | null;
  /** The milestone that is longest overdue. */
  readonly overdueMilestone: { readonly name: string; readonly at: Instant } | null;
  /** When it left the building phase. */
  readonly completedAt: Instant | null;
}

/** The instant figures are taken at, and where its calendar year begins in Asia/Shanghai. */
export interface Today {
  readonly now: Instant;
  readonly yearStart: Instant;
  /** How long past a date counts as delayed. */
  readonly graceMs: number;
  /** What 审批周期 is held against; null: nobody set a baseline. */
  readonly approvalAim?: ApprovalAim | null;
}

/** The figures' own light rides along so that areas can count it. */
export interface JudgedProject extends ProjectInputs {
  readonly light: Light | null;
  /** Undefined: it has had no approval this year, and has none under way. */
  readonly approvals?: ApprovalClock | undefined;
}

/** One project's earned value at its newest reported week. */
export function earnedValueOf(project: ProjectInputs): EarnedValue {
  const { budget, week } = project;
  if (week === null) return { planned: null, progress: null, spi: null, cpi: null, asOf: null };
  const [earned, planned] = [valueOf(budget, week.progress), valueOf(budget, week.planned)];
  const whole = valueOf(budget, parseShare('1'));
  return {
    planned: ratio(planned, whole),
    progress: ratio(earned, whole),
    spi: spiOf(earned, planned),
    cpi: cpiOf(earned, week.paidToClose ?? 0n),
    asOf: week.closesAt,
  };
}

/** Past the planned end of its phase, or with a milestone past its date, by more than the grace. */
export const isDelayed = ({ phaseEnd, overdueMilestone }: ProjectInputs, { now, graceMs }: Today): boolean =>
  [phaseEnd, overdueMilestone].some((due) => due !== null && due.at + graceMs < now);

/**
 * What projects add up to. Progress and plan are weighted by budget over the projects that reported;
 * SPI = ΣEV/ΣPV; CPI = ΣEV/ΣAC. Null where the inputs are missing.
 */
export function sumFigures(projects: readonly JudgedProject[], today: Today): ProjectSideFigures {
  const sum = (pick: (project: JudgedProject) => Fen | null): Fen =>
    projects.reduce((total, project) => total + (pick(project) ?? 0n), 0n);
  const sumKnown = (pick: (project: JudgedProject) => Fen | null): string | null =>
    projects.some((project) => pick(project) !== null) ? `${sum(pick)}` : null;
  const count = (isSo: (project: JudgedProject) => boolean): number => projects.filter(isSo).length;
  const isThisYear = (at: Instant | null): boolean => at !== null && at >= today.yearStart && at <= today.now;
  const reported = projects.filter(({ week }) => week !== null);
  const over = (pick: (week: ReportedWeek, budget: Fen) => bigint): bigint =>
    reported.reduce((total, { week, budget }) => total + (week === null ? 0n : pick(week, budget)), 0n);
  const [earned, planned] = [over((w, b) => valueOf(b, w.progress)), over((w, b) => valueOf(b, w.planned))];
  const whole = over((_, budget) => valueOf(budget, parseShare('1')));
  return {
    total: projects.length,
    building: count(({ phase }) => phase === 'building'),
    reported: reported.length,
    demo: count(({ demo }) => demo),
    investmentFen: `${sum(({ budget }) => budget)}`,
    paidFen: `${sum(({ paid }) => paid)}`,
    progress: ratio(earned, whole),
    planned: ratio(planned, whole),
    spi: spiOf(earned, planned),
    cpi: cpiOf(
      earned,
      over((week) => week.paidToClose ?? 0n),
    ),
    asOf: reported.length === 0 ? null : Math.max(...reported.map(({ week }) => week?.closesAt ?? 0)),
    phases: phaseCounts(projects, today),
    // Added up by the live side, from the scores of its rows.
    score: { weighted: null, plain: null, scored: 0, computedAt: null },
    lights: lightCounts(projects),
    delayed: count((project) => isDelayed(project, today)),
    begunThisYear: count(({ startsAt }) => isThisYear(startsAt)),
    completedThisYear: count(({ completedAt }) => isThisYear(completedAt)),
    yearPaidFen: `${sum(({ yearPaid }) => yearPaid)}`,
    yearPlannedFen: sumKnown(({ yearPlanned }) => yearPlanned),
    yearPlannedToNowFen: sumKnown(({ yearPlannedToNow }) => yearPlannedToNow),
    approvals: sumApprovals(
      projects.flatMap(({ approvals }) => approvals ?? []),
      today.approvalAim ?? null,
    ),
  };
}

function phaseCounts(projects: readonly ProjectInputs[], { now }: Today): PhaseCounts {
  const counted = projectPhases.map((phase) => {
    const own = projects.filter((project) => project.phase === phase);
    const overdue = own.filter(({ phaseEnd }) => phaseEnd !== null && phaseEnd.at < now).length;
    return [phase, { total: own.length, overdue }] as const;
  });
  return Object.fromEntries(counted) as PhaseCounts;
}

const lightCounts = (projects: readonly JudgedProject[]): LightCounts =>
  Object.fromEntries(
    lightKeys.map((key) => [key, projects.filter(({ light }) => (light ?? 'none') === key).length]),
  ) as LightCounts;

/** An area's sum, and its projects by lead department and by category. */
export interface AreaProjects {
  readonly figures: ProjectSideFigures;
  readonly departments: Readonly<Record<string, GroupFigures>>;
  readonly sectors: Readonly<Record<string, GroupFigures>>;
}

/** What an area's projects add up to, whole and by group. @param nameOf a category's name */
export function areaProjects(
  projects: readonly JudgedProject[],
  today: Today,
  nameOf: (category: ProjectCategory) => string,
): AreaProjects {
  const grouped = (keyOf: (p: JudgedProject) => string, titleOf: (p: JudgedProject) => string) => {
    const groups = new Map<string, JudgedProject[]>();
    for (const project of projects) groups.set(keyOf(project), [...(groups.get(keyOf(project)) ?? []), project]);
    const figures = [...groups].map(([code, own]): [string, GroupFigures] => {
      const name = own[0] === undefined ? code : titleOf(own[0]);
      return [code, { code, name, projects: sumFigures(own, today) }];
    });
    return Object.fromEntries(figures);
  };
  return {
    figures: sumFigures(projects, today),
    departments: grouped(
      (p) => p.departmentCode,
      (p) => p.departmentName,
    ),
    sectors: grouped(
      (p) => p.category,
      (p) => nameOf(p.category),
    ),
  };
}

/**
 * Sums by street code, and of the whole district under its own code (projects on no single street are counted there
 * only). A street without projects has no entry.
 */
export function areasOf(
  projects: readonly JudgedProject[],
  today: Today,
  nameOf: (category: ProjectCategory) => string,
): Map<StreetCode, AreaProjects> {
  const areas = new Map<StreetCode, AreaProjects>([[DISTRICT_CODE, areaProjects(projects, today, nameOf)]]);
  for (const street of new Set(projects.map((project) => project.streetCode)))
    if (street !== null)
      areas.set(
        street,
        areaProjects(
          projects.filter((project) => project.streetCode === street),
          today,
          nameOf,
        ),
      );
  return areas;
}
