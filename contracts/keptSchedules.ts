import { Type, type Static } from 'typebox';
import { CalendarException } from './calendars.ts';
import { CodeText, DayText, InstantMs, NameText, nullable } from './schema.ts';
import { Baseline, BaselineTask, PercentText, Plan, PlanDifference, ScheduleContent } from './schedules.ts';

/** A schedule as it is kept, with what follows from it today. */
export const KeptSchedule = Type.Object({
  projectId: CodeText,
  /** One more with every change: an edit names the one it was made on. */
  revision: Type.Integer(),
  savedBy: nullable(Type.String()),
  savedAt: InstantMs,
  content: ScheduleContent,
  plan: Plan,
  /** Newest first. */
  baselines: Type.Array(Baseline),
  /** The baseline by which lateness is judged. */
  baselineId: nullable(Type.Integer()),
});
export type KeptSchedule = Static<typeof KeptSchedule>;

/** A project's schedule, null where there is none yet, and what the viewer may do about it. */
export const ScheduleAnswer = Type.Object({
  projectName: Type.String(),
  schedule: nullable(KeptSchedule),
  mayEdit: Type.Boolean(),
  mayFreeze: Type.Boolean(),
});
export type ScheduleAnswer = Static<typeof ScheduleAnswer>;

/** How far one task has come. */
export const TaskProgress = Type.Object({
  taskId: Type.Integer({ minimum: 1 }),
  progress: PercentText,
  actualStart: nullable(DayText),
  actualFinish: nullable(DayText),
});
export type TaskProgress = Static<typeof TaskProgress>;

/** A baseline's tasks, and what has become of them since. */
export const BaselineComparison = Type.Object({
  baseline: Baseline,
  tasks: Type.Array(BaselineTask),
  difference: PlanDifference,
});
export type BaselineComparison = Static<typeof BaselineComparison>;

export const NewBaseline = Type.Object({
  name: NameText,
  note: Type.String({ maxLength: 500 }),
  /** The very plan that is agreed on. */
  revision: Type.Integer(),
  /** From now on lateness is judged by it. */
  inForce: Type.Boolean(),
});
export type NewBaseline = Static<typeof NewBaseline>;

/** Days that a district or one project adds to a calendar. */
export const NotedException = Type.Intersect([
  CalendarException,
  Type.Object({
    id: Type.Integer(),
    calendarCode: CodeText,
    /** Null: the whole district. */
    projectId: nullable(CodeText),
    notedBy: nullable(Type.String()),
    notedAt: InstantMs,
  }),
]);
export type NotedException = Static<typeof NotedException>;
export const NewException = Type.Object({
  calendarCode: CodeText,
  projectId: nullable(CodeText),
  exception: CalendarException,
});
export type NewException = Static<typeof NewException>;

/** What a file of MS Project says that is not taken as it is, with its place: the row's own number, null: the file. */
export const ExchangeNote = Type.Object({
  row: nullable(Type.Integer()),
  name: Type.String(),
  sentence: Type.String(),
});
export type ExchangeNote = Static<typeof ExchangeNote>;

/** What would come of a file: without any fault it may be applied as a whole, with one nothing of it is. */
export const ScheduleImport = Type.Object({
  tasks: Type.Integer(),
  links: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  /** Null: it cannot be planned. */
  finish: nullable(DayText),
  faults: Type.Array(ExchangeNote),
  /** Taken otherwise than the file has it. */
  notes: Type.Array(ExchangeNote),
});
export type ScheduleImport = Static<typeof ScheduleImport>;
