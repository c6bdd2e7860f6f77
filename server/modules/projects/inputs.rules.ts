import type { Label } from '../../../contracts/labels.ts';
import type { ProjectCategory, ProjectPhase } from '../../../contracts/projects.ts';
import { parseShare } from './earnedValue.rules.ts';
import type { ProjectInputs } from './projects.rules.ts';

/** A project's record as the database gives it: fen and shares as text, so that nothing is rounded on the way. */
export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly phase: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly streetCode: string | null;
  readonly budgetFen: string;
  readonly paidFen: string;
  readonly arrivedFen: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly label: Label;
  readonly demo: boolean;
  readonly realName: boolean;
  /** The two newest reports. */
  readonly closesAt: number | null;
  readonly planned: string | null;
  readonly progress: string | null;
  readonly plannedBefore: string | null;
  readonly progressBefore: string | null;
  readonly missedWeeks: number;
  readonly paidToCloseFen: string | null;
  readonly yearPaidFen: string;
  readonly yearPlannedFen: string | null;
  readonly yearPlannedToNowFen: string | null;
  readonly paidPlannedFen: string | null;
  readonly phaseEndsAt: number | null;
  readonly overdueName: string | null;
  readonly overdueAt: number | null;
  readonly completedAt: number | null;
}

const fenOrNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** Exact inputs out of a record's texts. */
export function inputsOf(record: ProjectRecord): ProjectInputs {
  const { closesAt, planned, progress, plannedBefore, progressBefore, overdueName, overdueAt } = record;
  const reported = closesAt !== null && planned !== null && progress !== null;
  return {
    id: record.id,
    streetCode: record.streetCode,
    departmentCode: record.departmentCode,
    departmentName: record.departmentName,
    category: record.category as ProjectCategory,
    phase: record.phase as ProjectPhase,
    demo: record.demo,
    budget: BigInt(record.budgetFen),
    paid: BigInt(record.paidFen),
    startsAt: record.startsAt,
    week: reported
      ? {
          closesAt,
          planned: parseShare(planned),
          progress: parseShare(progress),
          paidToClose: fenOrNull(record.paidToCloseFen),
        }
      : null,
    before:
      plannedBefore === null || progressBefore === null
        ? null
        : { planned: parseShare(plannedBefore), progress: parseShare(progressBefore) },
    missedWeeks: record.missedWeeks,
    paidPlanned: fenOrNull(record.paidPlannedFen),
    yearPaid: BigInt(record.yearPaidFen),
    yearPlanned: fenOrNull(record.yearPlannedFen),
    yearPlannedToNow: fenOrNull(record.yearPlannedToNowFen),
    phaseEnd: record.phaseEndsAt === null ? null : { name: null, at: record.phaseEndsAt },
    overdueMilestone: overdueName === null || overdueAt === null ? null : { name: overdueName, at: overdueAt },
    completedAt: record.completedAt,
  };
}
