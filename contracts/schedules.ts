import { Type, type Static } from 'typebox';
import { Calendar, CalendarException } from './calendars.ts';
import { CodeText, DayText, InstantMs, NameText, nullable, oneOf } from './schema.ts';
import { Year } from './scores.ts';

/** A place in the work breakdown structure: `2.1.3`. */
export const WbsText = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*$',
});
/** 0 to 100, with at most two decimals. */
export const PercentText = Type.String({ pattern: '^(100(\\.0{1,2})?|[0-9]{1,2}(\\.[0-9]{1,2})?)$' });

/** Below zero: made in a draft and not kept yet. */
const Id = Type.Integer({ minimum: -2_147_483_648, maximum: 2_147_483_647 });

export const taskKinds = ['task', 'milestone', 'summary'] as const;
export type TaskKind = (typeof taskKinds)[number];
export const taskKindNames: Readonly<Record<TaskKind, string>> = {
  task: '任务',
  milestone: '里程碑',
  summary: '汇总',
};

/** What is said about a task. Of a summary, duration, progress and actual days follow from what stands below it. */
export const TaskTerms = Type.Object({
  wbs: WbsText,
  parentId: nullable(Id),
  name: NameText,
  kind: oneOf(taskKinds),
  /** Working days of its calendar: at least one for a task, 0 for the others. */
  duration: Type.Integer({ minimum: 0, maximum: 5000 }),
  /** Null: the schedule's own. */
  calendarCode: nullable(CodeText),
  progress: PercentText,
  /** Of a summary: holds for everything below it. */
  noEarlierThan: nullable(DayText),
  mustFinishBy: nullable(DayText),
  actualStart: nullable(DayText),
  actualFinish: nullable(DayText),
  orgCode: nullable(CodeText),
  personId: nullable(Type.Integer({ minimum: 1 })),
  note: Type.String({ maxLength: 500 }),
});
export type TaskTerms = Static<typeof TaskTerms>;
export const Task = Type.Intersect([TaskTerms, Type.Object({ id: Id })]);
export type Task = Static<typeof Task>;

/** From finish or start of one task to start or finish of another (JGJ/T 121: FTS, STS, FTF, STF). */
export const linkTypes = ['FS', 'SS', 'FF', 'SF'] as const;
export type LinkType = (typeof linkTypes)[number];
export const linkTypeNames: Readonly<Record<LinkType, string>> = {
  FS: '完成—开始',
  SS: '开始—开始',
  FF: '完成—完成',
  SF: '开始—完成',
};
export const Link = Type.Object({
  id: Id,
  fromId: Id,
  toId: Id,
  type: oneOf(linkTypes),
  /** Working days of the calendar of the task it leads to; below zero: they overlap. */
  lag: Type.Integer({ minimum: -2000, maximum: 2000 }),
});
export type Link = Static<typeof Link>;

/** What holds for the whole schedule. */
export const ScheduleFrame = Type.Object({
  startsOn: DayText,
  mustFinishBy: nullable(DayText),
  /** Up to the end of this day what happened is known; what is not done lies after it. Null: nothing has begun. */
  statusDay: nullable(DayText),
  calendarCode: CodeText,
});
export type ScheduleFrame = Static<typeof ScheduleFrame>;

/** All that a plan is computed from. */
export const ScheduleContent = Type.Object({
  frame: ScheduleFrame,
  tasks: Type.Array(Task, { maxItems: 5000 }),
  links: Type.Array(Link, { maxItems: 20_000 }),
  calendars: Type.Array(Calendar, { maxItems: 20 }),
});
export type ScheduleContent = Static<typeof ScheduleContent>;

/** What keeps a plan from being computed. */
export const scheduleFaultCodes = [
  'cycle',
  'link-twice',
  'link-to-nothing',
  'link-on-summary',
  'task-twice',
  'wbs-twice',
  'parent-unknown',
  'parent-not-summary',
  'parent-cycle',
  'duration-missing',
  'duration-not-empty',
  'calendar-unknown',
  'calendar-without-working-day',
  'day-unknown',
  'exception-reversed',
  'actual-start-missing',
  'actual-finish-missing',
  'actuals-reversed',
  'actual-after-status',
  'milestone-actuals-differ',
  'task-unknown',
  'link-unknown',
] as const;
export type ScheduleFaultCode = (typeof scheduleFaultCodes)[number];
export const scheduleFaultNames: Readonly<Record<ScheduleFaultCode, string>> = {
  cycle: '搭接关系成环',
  'link-twice': '两项任务之间存在重复的同类搭接关系',
  'link-to-nothing': '搭接关系所指任务不存在',
  'link-on-summary': '汇总任务不得设搭接关系，请设在其下级任务上',
  'task-twice': '任务编号重复',
  'wbs-twice': 'WBS 编码重复',
  'parent-unknown': '上级任务不存在',
  'parent-not-summary': '上级任务不是汇总任务',
  'parent-cycle': '上下级关系成环',
  'duration-missing': '任务工期至少为 1 个工作日',
  'duration-not-empty': '里程碑的工期应为 0',
  'calendar-unknown': '所用日历不存在',
  'calendar-without-working-day': '日历每周没有工作日',
  'day-unknown': '日期不存在',
  'exception-reversed': '日历例外的止日早于起日',
  'actual-start-missing': '有进度或实际完成日期的任务应有实际开始日期',
  'actual-finish-missing': '进度为 100% 的任务应有实际完成日期',
  'actuals-reversed': '实际完成日期早于实际开始日期',
  'actual-after-status': '实际日期晚于状态日期',
  'milestone-actuals-differ': '里程碑的实际开始与实际完成日期应为同一日',
  'task-unknown': '任务不存在',
  'link-unknown': '搭接关系不存在',
};
export const ScheduleFault = Type.Object({
  code: oneOf(scheduleFaultCodes),
  taskId: nullable(Id),
  linkId: nullable(Id),
  /** Of a cycle: its tasks in the direction of the links; the last leads back to the first. */
  path: nullable(Type.Array(Id)),
  found: nullable(Type.String()),
});
export type ScheduleFault = Static<typeof ScheduleFault>;

export const taskStates = ['waiting', 'running', 'done'] as const;
export type TaskState = (typeof taskStates)[number];
export const taskStateNames: Readonly<Record<TaskState, string>> = {
  waiting: '未开始',
  running: '进行中',
  done: '已完成',
};

/** What a plan breaks although it can be computed. */
export const violationCodes = ['finish-after-deadline', 'out-of-sequence', 'started-too-early'] as const;
export type ViolationCode = (typeof violationCodes)[number];
export const violationNames: Readonly<Record<ViolationCode, string>> = {
  'finish-after-deadline': '完成日期晚于限期',
  'out-of-sequence': '实际日期与搭接关系不符',
  'started-too-early': '实际开始早于最早允许日期',
};
export const Violation = Type.Object({
  code: oneOf(violationCodes),
  /** By how many working days. */
  days: Type.Integer(),
  linkId: nullable(Id),
});
export type Violation = Static<typeof Violation>;

/** What decides when a task can begin, or go on. */
export const bounds = ['start', 'status', 'no-earlier-than', 'link', 'actual'] as const;
export type Bound = (typeof bounds)[number];
export const boundNames: Readonly<Record<Bound, string>> = {
  start: '计划开工日',
  status: '状态日期',
  'no-earlier-than': '最早允许日期',
  link: '搭接关系',
  actual: '实际日期',
};

/** A task as it is planned. Days are the first and the last on which it is worked. */
export const PlannedTask = Type.Object({
  taskId: Id,
  state: oneOf(taskStates),
  /** The earliest possible; what really was where that is known. Null: a summary without anything below it. */
  start: nullable(DayText),
  finish: nullable(DayText),
  /** The latest at which the project, and every day that must be kept, still holds. Null where it is done. */
  lateStart: nullable(DayText),
  lateFinish: nullable(DayText),
  /** Working days from start to finish. */
  duration: Type.Integer(),
  /** Working days still to be worked; null of a summary. */
  remaining: nullable(Type.Integer()),
  progress: PercentText,
  /** Null where it is done. Of a summary the least of those below it. */
  totalFloat: nullable(Type.Integer()),
  /** Null where it is done, and of a summary. */
  freeFloat: nullable(Type.Integer()),
  critical: Type.Boolean(),
  /** Null of a summary. */
  boundBy: nullable(oneOf(bounds)),
  /** The links that decide its place. */
  drivingLinkIds: Type.Array(Id),
  violations: Type.Array(Violation),
});
export type PlannedTask = Static<typeof PlannedTask>;

export const Plan = Type.Object({
  start: nullable(DayText),
  finish: nullable(DayText),
  /** Working days of the schedule's calendar from start to finish. */
  duration: Type.Integer(),
  progress: PercentText,
  /** Working days by which the finish is after `frame.mustFinishBy`, below zero: before it; null: there is none. */
  lateDays: nullable(Type.Integer()),
  /** One path of critical tasks, from where it begins to the end. */
  criticalPath: Type.Array(Id),
  /** Years that the plan reaches and whose holidays are not published yet: counted by weekdays alone. */
  uncertainYears: Type.Array(Year),
  /** In the order of the schedule's tasks. */
  tasks: Type.Array(PlannedTask),
});
export type Plan = Static<typeof Plan>;

/** A task as a baseline keeps it: the agreed days, whatever becomes of the task. */
export const BaselineTask = Type.Object({
  taskId: Id,
  wbs: WbsText,
  name: NameText,
  kind: oneOf(taskKinds),
  start: nullable(DayText),
  finish: nullable(DayText),
  duration: Type.Integer(),
});
export type BaselineTask = Static<typeof BaselineTask>;
export const Baseline = Type.Object({
  id: Type.Integer(),
  name: NameText,
  note: Type.String({ maxLength: 500 }),
  takenBy: Type.String(),
  takenAt: InstantMs,
  start: nullable(DayText),
  finish: nullable(DayText),
  tasks: Type.Integer(),
});
export type Baseline = Static<typeof Baseline>;

export const differenceKinds = ['added', 'removed', 'moved', 'kept'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceKindNames: Readonly<Record<DifferenceKind, string>> = {
  added: '新增',
  removed: '删除',
  moved: '变动',
  kept: '不变',
};
/** A task then and now. Shifts in working days, later above zero; null where one side has no such day. */
export const TaskDifference = Type.Object({
  taskId: Id,
  wbs: WbsText,
  name: NameText,
  kind: oneOf(differenceKinds),
  before: nullable(BaselineTask),
  after: nullable(BaselineTask),
  startShift: nullable(Type.Integer()),
  finishShift: nullable(Type.Integer()),
  durationChange: nullable(Type.Integer()),
});
export type TaskDifference = Static<typeof TaskDifference>;
export const PlanDifference = Type.Object({
  startShift: nullable(Type.Integer()),
  finishShift: nullable(Type.Integer()),
  added: Type.Integer(),
  removed: Type.Integer(),
  moved: Type.Integer(),
  /** Tasks of now in their order, then those that are gone. */
  tasks: Type.Array(TaskDifference),
});
export type PlanDifference = Static<typeof PlanDifference>;

/** One change of a schedule. What is put replaces what has its id; an id below zero is a new one. */
const keptEdits = [
  Type.Object({ kind: Type.Literal('put-task'), task: Task }),
  /** With everything below it and every link on it. */
  Type.Object({ kind: Type.Literal('remove-task'), taskId: Id }),
  Type.Object({ kind: Type.Literal('put-link'), link: Link }),
  Type.Object({ kind: Type.Literal('remove-link'), linkId: Id }),
  Type.Object({ kind: Type.Literal('put-frame'), frame: ScheduleFrame }),
] as const;
export const PlanEdit = Type.Union([...keptEdits]);
export type PlanEdit = Static<typeof PlanEdit>;
/** What a draft tries beside: a stop that is ordered by notice, and so never kept as a change of one schedule. */
export const ScheduleEdit = Type.Union([
  ...keptEdits,
  Type.Object({ kind: Type.Literal('add-exception'), calendarCode: CodeText, exception: CalendarException }),
]);
export type ScheduleEdit = Static<typeof ScheduleEdit>;
/** What would come of edits: nothing is kept. */
export const DraftOutcome = Type.Object({ before: Plan, after: Plan, difference: PlanDifference });
export type DraftOutcome = Static<typeof DraftOutcome>;
