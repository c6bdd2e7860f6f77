import { Type, type Static } from 'typebox';
import { aspects, autoSources, directions, frequencies, methods } from './indicators.ts';
import { CodeText, DecimalText, InstantMs, nullable, oneOf } from './schema.ts';
import { Achievement, MonthText, valueSources, Year } from './scores.ts';
import { SourceDetail } from './sourceDetails.ts';

/** Submitted → accepted by a second person, or returned; accepted, it is replaced by the correction that names it. */
export const valueStates = ['submitted', 'accepted', 'returned', 'replaced'] as const;
export type ValueState = (typeof valueStates)[number];
export const valueStateNames: Readonly<Record<ValueState, string>> = {
  submitted: '待审核',
  accepted: '已通过',
  returned: '已退回',
  replaced: '已被更正替换',
};

/** 偏差原因 of the monitoring table (domain.md 1.5). */
export const deviations = ['funds', 'rules', 'people', 'hardware', 'other'] as const;
export type Deviation = (typeof deviations)[number];
export const deviationNames: Readonly<Record<Deviation, string>> = {
  funds: '经费保障',
  rules: '制度保障',
  people: '人员保障',
  hardware: '硬件条件保障',
  other: '其他',
};

/** 完成目标可能性 of the monitoring table. */
export const likelihoods = ['sure', 'possible', 'impossible'] as const;
export type Likelihood = (typeof likelihoods)[number];
export const likelihoodNames: Readonly<Record<Likelihood, string>> = {
  sure: '确定能',
  possible: '有可能',
  impossible: '完全不可能',
};

/** What a value comes with beside the achievement itself. */
const remarks = {
  note: Type.String({ maxLength: 500 }),
  /** Why the target was exceeded by so much, and what follows (domain.md 1.3). */
  overReason: Type.String({ maxLength: 500 }),
  deviation: nullable(oneOf(deviations)),
  likelihood: nullable(oneOf(likelihoods)),
  /** 全年预计完成, in the indicator's unit. */
  forecast: nullable(DecimalText),
};

/** A value as it is reported, its month said apart. */
export const ValueEntry = Type.Object({
  achievement: Achievement,
  ...remarks,
  /** Files of the project. */
  evidence: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 20, uniqueItems: true }),
});
export type ValueEntry = Static<typeof ValueEntry>;

export const ValueReport = Type.Object({
  targetId: Type.Integer({ minimum: 1 }),
  month: MonthText,
  ...ValueEntry.properties,
});
export type ValueReport = Static<typeof ValueReport>;

export const Evidence = Type.Object({ fileId: Type.Integer(), name: Type.String(), hash: Type.String() });
export type Evidence = Static<typeof Evidence>;

/** A value that was reported or taken, with what became of it. */
export const TargetValue = Type.Object({
  id: Type.Integer(),
  targetId: Type.Integer(),
  projectId: CodeText,
  month: MonthText,
  achievement: Achievement,
  ...remarks,
  source: oneOf(valueSources),
  sourceDetail: nullable(SourceDetail),
  measuredAt: InstantMs,
  state: oneOf(valueStates),
  /** The value that this one corrects. */
  replacesId: nullable(Type.Integer()),
  enteredBy: nullable(Type.String()),
  /** Entered by whoever asks: somebody else has to review it. */
  isOwn: Type.Boolean(),
  enteredAt: InstantMs,
  reviewedBy: nullable(Type.String()),
  reviewedAt: nullable(InstantMs),
  reviewNote: nullable(Type.String()),
  evidence: Type.Array(Evidence),
});
export type TargetValue = Static<typeof TargetValue>;

/** How a target stands in a month. `auto-off`: taken by the system from what is not in operation yet. */
export const dueStates = ['missing', 'returned', 'waiting', 'accepted', 'auto-off', 'not-due'] as const;
export type DueState = (typeof dueStates)[number];
export const dueStateNames: Readonly<Record<DueState, string>> = {
  missing: '缺报',
  returned: '已退回',
  waiting: '待审核',
  accepted: '已通过',
  'auto-off': '未启用',
  'not-due': '本月不需报送',
};

/** A target that a value is expected for, as whoever reports and whoever reviews see it. */
export const DueTarget = Type.Object({
  targetId: Type.Integer(),
  projectId: CodeText,
  projectName: Type.String(),
  year: Year,
  code: CodeText,
  name: Type.String(),
  /** Names of its first and second level. */
  path: Type.Array(Type.String()),
  method: oneOf(methods),
  aspect: nullable(oneOf(aspects)),
  direction: nullable(oneOf(directions)),
  unit: Type.String(),
  decimals: Type.Integer(),
  points: Type.Array(Type.String()),
  target: nullable(DecimalText),
  targetText: Type.String(),
  weight: DecimalText,
  /** From this share of the target on a reason is needed. */
  overRatio: DecimalText,
  autoSource: nullable(oneOf(autoSources)),
  evidenceNeeded: Type.String(),
  frequency: nullable(oneOf(frequencies)),
  organisation: nullable(Type.String()),
  person: nullable(Type.String()),
  state: oneOf(dueStates),
  /** What counts in this month: the accepted one, or the one that waits or was returned. */
  valueId: nullable(Type.Integer()),
  achievement: nullable(Achievement),
  source: nullable(oneOf(valueSources)),
});
export type DueTarget = Static<typeof DueTarget>;

/** A value that waits for review, with the target it speaks of and the value it would replace. */
export const WaitingValue = Type.Object({
  value: TargetValue,
  target: DueTarget,
  replaces: nullable(TargetValue),
});
export type WaitingValue = Static<typeof WaitingValue>;

/** How many targets stand how, within the viewer's reach. Missing ones are not zeroes: they are missing. */
export const DueSummary = Type.Object({
  month: MonthText,
  counts: Type.Unsafe<Record<DueState, number>>(
    Type.Object(Object.fromEntries(dueStates.map((state) => [state, Type.Integer()]))),
  ),
});
export type DueSummary = Static<typeof DueSummary>;

/** What a collection of automatic values did. */
export const CollectReport = Type.Object({
  month: MonthText,
  /** New values. */
  written: Type.Integer(),
  /** As before. */
  unchanged: Type.Integer(),
  /** No inputs: no value. */
  withoutInput: Type.Integer(),
  /** Left alone: a person's value stands or a correction waits for review. */
  held: Type.Integer(),
});
export type CollectReport = Static<typeof CollectReport>;
