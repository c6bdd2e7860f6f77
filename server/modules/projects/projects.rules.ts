import { DISTRICT_CODE, type Instant, type ProjectId, type StreetCode } from '../../../contracts/glossary.ts';
import type { ProjectSideFigures } from '../../../contracts/live.ts';
import type { EarnedValue, ProjectPhase } from '../../../contracts/projects.ts';
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
  readonly phase: ProjectPhase;
  readonly demo: boolean;
  readonly budget: Fen;
  readonly paid: Fen;
  readonly week: ReportedWeek | null;
}

interface RecordedInputs {
  readonly id: string;
  readonly streetCode: string | null;
  readonly phase: string;
  readonly demo: boolean;
  readonly budgetFen: string;
  readonly paidFen: string;
  readonly closesAt: number | null;
  readonly planned: string | null;
  readonly progress: string | null;
  readonly paidToCloseFen: string | null;
}

/** Exact inputs out of a record's texts. */
export function inputsOf(record: RecordedInputs): ProjectInputs {
  const { closesAt, planned, progress, paidToCloseFen } = record;
  const reported = closesAt !== null && planned !== null && progress !== null;
  return {
    id: record.id,
    streetCode: record.streetCode,
    phase: record.phase as ProjectPhase,
    demo: record.demo,
    budget: BigInt(record.budgetFen),
    paid: BigInt(record.paidFen),
    week: reported
      ? {
          closesAt,
          planned: parseShare(planned),
          progress: parseShare(progress),
          paidToClose: paidToCloseFen === null ? null : BigInt(paidToCloseFen),
        }
      : null,
  };
}

/** One project's earned value at its newest reported week. */
export function earnedValueOf(project: ProjectInputs): EarnedValue {
  const { planned, progress, spi, cpi, asOf } = sumFigures([project]);
  return { planned, progress, spi, cpi, asOf };
}

/**
 * What projects add up to. Progress and plan are weighted by budget over the projects that reported;
 * SPI = ΣEV/ΣPV; CPI = ΣEV/ΣAC. Null where the inputs are missing.
 */
export function sumFigures(projects: readonly ProjectInputs[]): ProjectSideFigures {
  let [investment, paid, budget, earned, planned, cost] = [0n, 0n, 0n, 0n, 0n, 0n];
  let [building, reported] = [0, 0];
  let asOf: Instant | null = null;
  for (const project of projects) {
    investment += project.budget;
    paid += project.paid;
    if (project.phase === 'building') building += 1;
    const { week } = project;
    if (week === null) continue;
    reported += 1;
    budget += project.budget;
    earned += valueOf(project.budget, week.progress);
    planned += valueOf(project.budget, week.planned);
    cost += week.paidToClose ?? 0n;
    asOf = Math.max(asOf ?? 0, week.closesAt);
  }
  const whole = valueOf(budget, parseShare('1'));
  return {
    total: projects.length,
    building,
    reported,
    demo: projects.filter(({ demo }) => demo).length,
    investmentFen: `${investment}`,
    paidFen: `${paid}`,
    progress: ratio(earned, whole),
    planned: ratio(planned, whole),
    spi: spiOf(earned, planned),
    cpi: cpiOf(earned, cost),
    asOf,
  };
}

/** The figures of an area without projects. */
export const noProjects: ProjectSideFigures = sumFigures([]);

/**
 * Figures by street code, and of the whole district under its own code (projects on no single street are counted there
 * only). A street without projects has no entry: `noProjects` stands for it.
 */
export function projectSideFigures(projects: readonly ProjectInputs[]): Map<StreetCode, ProjectSideFigures> {
  const figures = new Map<StreetCode, ProjectSideFigures>([[DISTRICT_CODE, sumFigures(projects)]]);
  for (const street of new Set(projects.map((project) => project.streetCode)))
    if (street !== null) figures.set(street, sumFigures(projects.filter((project) => project.streetCode === street)));
  return figures;
}
