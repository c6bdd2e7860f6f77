import { Type, type Static } from 'typebox';
import { budgetSources, MonthText } from './budgets.ts';
import { reportStates } from './reports.ts';
import { CodeText, FenText, InstantMs, nullable, oneOf } from './schema.ts';

/** 资金到位 and 支付 of a month from one source. */
export const SourceSums = Type.Object({
  source: oneOf(budgetSources),
  arrivedFen: FenText,
  paidFen: FenText,
});
export type SourceSums = Static<typeof SourceSums>;

const Lines = Type.String({ maxLength: 1000 });
/** What a project unit reports of a month's money. Payments themselves are recorded elsewhere: here they are divided. */
export const FundsEntry = Type.Object({
  month: MonthText,
  sources: Type.Array(SourceSums, { maxItems: budgetSources.length }),
  /** 应付未付, at the end of the month. */
  arrearsFen: FenText,
  arrearsNote: Lines,
  /** Why payments are away from their plan, and whatever else is to be said. */
  note: Lines,
  /** Why an accepted report is corrected. */
  reason: Lines,
});
export type FundsEntry = Static<typeof FundsEntry>;

/** What the records say of a project's month: what a report is held against. */
export const FundsGround = Type.Object({
  paidFen: FenText,
  /** Null: nothing was planned for the month; without any plan, to date neither. */
  plannedFen: nullable(FenText),
  paidToDateFen: FenText,
  plannedToDateFen: nullable(FenText),
  budgetFen: FenText,
});
export type FundsGround = Static<typeof FundsGround>;

export const FundsReport = Type.Intersect([
  FundsEntry,
  FundsGround,
  Type.Object({
    id: Type.Integer(),
    projectId: CodeText,
    projectName: Type.String(),
    state: oneOf(reportStates),
    /** What the records of payments say of the month by now. */
    paidNowFen: FenText,
    filledBy: nullable(Type.String()),
    filledAt: InstantMs,
    /** The viewer filled it in, and so does not review it. */
    isOwn: Type.Boolean(),
    reviewedBy: nullable(Type.String()),
    reviewedAt: nullable(InstantMs),
    reviewNote: nullable(Type.String()),
  }),
]);
export type FundsReport = Static<typeof FundsReport>;

/** A project with the months of the year whose funds it has not reported. */
export const DueFunds = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  departmentName: Type.String(),
  /** Ended months without an accepted report, oldest first. */
  months: Type.Array(MonthText),
  /** Of these, months whose report waits for its review. */
  waiting: Type.Integer(),
  remindedAt: nullable(InstantMs),
  remindedBy: nullable(Type.String()),
});
export type DueFunds = Static<typeof DueFunds>;
