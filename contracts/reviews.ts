import { Type, type Static } from 'typebox';
import { documentKinds, type DocumentKind, type LifecycleAction, type LifecycleChartKey } from './lifecycles.ts';
import { FenText, InstantMs, nullable, oneOf } from './schema.ts';

export const reviewKinds = ['mid-term', 'acceptance'] as const;
export type ReviewKind = (typeof reviewKinds)[number];
export const reviewKindNames: Readonly<Record<ReviewKind, string>> = {
  'mid-term': '中期评估',
  acceptance: '竣工验收',
};

export const reviewStates = ['draft', 'filed', 'concluded'] as const;
export type ReviewState = (typeof reviewStates)[number];
export const reviewStateNames: Readonly<Record<ReviewState, string>> = {
  draft: '填写中',
  filed: '待结论',
  concluded: '已结论',
};

export const reviewOutcomes = ['continue', 'adjust', 'suspend', 'pass', 'rectify'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];
export const reviewOutcomeNames: Readonly<Record<ReviewOutcome, string>> = {
  continue: '继续实施',
  adjust: '调整后实施',
  suspend: '暂停实施',
  pass: '验收合格',
  rectify: '限期整改',
};

export const reviewVerdicts = ['yes', 'no', 'na'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];
export const reviewVerdictNames: Readonly<Record<ReviewVerdict, string>> = {
  yes: '符合',
  no: '不符合',
  na: '不适用',
};

/** Where a kind of review has its place in a chart. */
export interface ReviewPlace {
  /** States in which it may be filled in. */
  readonly fills: readonly string[];
  /** The state in which it is concluded. */
  readonly concludes: string;
  /** What is noted once it is filed: the way on asks for it. */
  readonly document: DocumentKind;
  /** What each outcome does with the project. */
  readonly outcomes: Readonly<
    Partial<Record<ReviewOutcome, { readonly action: LifecycleAction; readonly to: string }>>
  >;
}
export const reviewPlaces: Readonly<Record<LifecycleChartKey, Readonly<Partial<Record<ReviewKind, ReviewPlace>>>>> = {
  'government-investment': {
    'mid-term': {
      ...{ fills: ['S100', 'S110'], concludes: 'S110', document: 'mid-term-report' },
      outcomes: {
        continue: { action: 'continue', to: 'S100' },
        adjust: { action: 'adjust', to: 'S100' },
        suspend: { action: 'suspend', to: 'S920' },
      },
    },
    acceptance: {
      ...{ fills: ['S120', 'S130'], concludes: 'S130', document: 'acceptance-report' },
      outcomes: { pass: { action: 'advance', to: 'S140' }, rectify: { action: 'return', to: 'S120' } },
    },
  },
  'service-subsidy': {
    acceptance: {
      ...{ fills: ['F30', 'F40'], concludes: 'F40', document: 'service-acceptance' },
      outcomes: { pass: { action: 'advance', to: 'F50' } },
    },
  },
  livelihood: {},
  'investment-promotion': {},
};

const Words = Type.String({ maxLength: 500 });
export const ReviewAnswer = Type.Object({
  code: Type.String({ maxLength: 40 }),
  verdict: oneOf(reviewVerdicts),
  note: Words,
});
export type ReviewAnswer = Static<typeof ReviewAnswer>;

/** What the system knows of the project at the time of filing. Shares 0..1; null: missing, never 0. */
export const ReviewFigures = Type.Object({
  at: InstantMs,
  progress: nullable(Type.Number()),
  planned: nullable(Type.Number()),
  spi: nullable(Type.Number()),
  cpi: nullable(Type.Number()),
  budgetFen: FenText,
  paidFen: FenText,
  milestones: Type.Integer(),
  milestonesDone: Type.Integer(),
  /** Past their date and not reached. */
  milestonesLate: Type.Integer(),
  score: nullable(Type.String()),
});
export type ReviewFigures = Static<typeof ReviewFigures>;

/** A document of the evidence package, as it was when the form was filed. */
export const ReviewEvidence = Type.Object({
  kind: oneOf(documentKinds),
  version: Type.Integer(),
  title: Type.String(),
  number: Type.String(),
  fileName: nullable(Type.String()),
  fileHash: nullable(Type.String()),
});
export type ReviewEvidence = Static<typeof ReviewEvidence>;

export const Review = Type.Object({
  id: Type.Integer(),
  kind: oneOf(reviewKinds),
  pass: Type.Integer(),
  state: oneOf(reviewStates),
  answers: Type.Array(ReviewAnswer),
  summary: Type.String(),
  revision: Type.Integer(),
  figures: nullable(ReviewFigures),
  evidence: Type.Array(ReviewEvidence),
  filledBy: Type.String(),
  filledAt: InstantMs,
  filedAt: nullable(InstantMs),
  outcome: nullable(oneOf(reviewOutcomes)),
  opinion: nullable(Type.String()),
  concludedBy: nullable(Type.String()),
  concludedAt: nullable(InstantMs),
  /** The viewer filled it in: somebody else concludes. */
  isOwn: Type.Boolean(),
});
export type Review = Static<typeof Review>;

/** From acceptance to the final account: sums, what was cut, and by when the account is due. */
export const Closing = Type.Object({
  /** When acceptance was passed; the clock of the final account runs from here. */
  acceptedAt: nullable(InstantMs),
  dueAt: nullable(InstantMs),
  /** The last day with the extension that can be granted. */
  latestAt: nullable(InstantMs),
  /** When the final account was approved. */
  settledAt: nullable(InstantMs),
  submittedFen: nullable(FenText),
  settlementFen: nullable(FenText),
  /** 核减率: what the settlement review cut, as a share of what was submitted; a decimal with four places. */
  cutShare: nullable(Type.String()),
  finalFen: nullable(FenText),
});
export type Closing = Static<typeof Closing>;

/** Everything about a project's reviews, newest first. */
export const ProjectReviews = Type.Object({
  rows: Type.Array(Review),
  /** Kinds that may be filled in where the project stands. */
  fillable: Type.Array(oneOf(reviewKinds)),
  /** Kinds that may be concluded where the project stands. */
  concludable: Type.Array(oneOf(reviewKinds)),
  /** As they stand now, for whoever fills in. */
  figures: ReviewFigures,
  closing: Closing,
  /** The project stands where it evaluates itself. */
  selfEvaluates: Type.Boolean(),
});
export type ProjectReviews = Static<typeof ProjectReviews>;

export const ReviewDraft = Type.Object({
  answers: Type.Array(ReviewAnswer, { maxItems: 60 }),
  summary: Type.String({ maxLength: 2_000 }),
  /** What was read; 0 for the first. */
  revision: Type.Integer({ minimum: 0 }),
  /** Files it: it can then be concluded and is not changed any more. */
  file: Type.Boolean(),
});
export type ReviewDraft = Static<typeof ReviewDraft>;

export const ReviewConclusion = Type.Object({
  outcome: oneOf(reviewOutcomes),
  opinion: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  /** Of the project's lifecycle, as it was read. */
  lifecycleRevision: Type.Integer({ minimum: 1 }),
});
export type ReviewConclusion = Static<typeof ReviewConclusion>;

export const changeOrderKinds = ['works', 'budget'] as const;
export type ChangeOrderKind = (typeof changeOrderKinds)[number];
export const changeOrderKindNames: Readonly<Record<ChangeOrderKind, string>> = {
  works: '工程变更',
  budget: '概算调整',
};
export const changeOrderCauses = ['design', 'site', 'policy', 'demand', 'price', 'other'] as const;
export type ChangeOrderCause = (typeof changeOrderCauses)[number];
export const changeOrderCauseNames: Readonly<Record<ChangeOrderCause, string>> = {
  design: '设计原因',
  site: '现场条件',
  policy: '政策调整',
  demand: '需求变化',
  price: '价格上涨',
  other: '其他',
};
export const changeOrderStates = ['proposed', 'approved', 'refused', 'withdrawn'] as const;
export type ChangeOrderState = (typeof changeOrderStates)[number];
export const changeOrderStateNames: Readonly<Record<ChangeOrderState, string>> = {
  proposed: '待审批',
  approved: '已批准',
  refused: '已驳回',
  withdrawn: '已撤回',
};

export const NewChangeOrder = Type.Object({
  kind: oneOf(changeOrderKinds),
  cause: oneOf(changeOrderCauses),
  title: Type.String({ minLength: 2, maxLength: 120, pattern: '\\S' }),
  content: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }),
  /** Of works: what it adds, less than 0 where it saves. Of the budget: what it is to be. */
  amountFen: FenText,
  /** What it adds to the schedule; less than 0 where it shortens it. */
  days: Type.Integer({ minimum: -3650, maximum: 3650 }),
  fundSource: Type.String({ maxLength: 200 }),
});
export type NewChangeOrder = Static<typeof NewChangeOrder>;

export const ChangeOrder = Type.Object({
  ...NewChangeOrder.properties,
  id: Type.Integer(),
  seq: Type.Integer(),
  beforeFen: nullable(FenText),
  state: oneOf(changeOrderStates),
  proposedBy: Type.String(),
  proposedAt: InstantMs,
  decidedBy: nullable(Type.String()),
  decidedAt: nullable(InstantMs),
  number: Type.String(),
  opinion: Type.String(),
  isOwn: Type.Boolean(),
  /** The viewer may decide it. */
  mayDecide: Type.Boolean(),
});
export type ChangeOrder = Static<typeof ChangeOrder>;

export const ChangeOrderDecision = Type.Object({
  approve: Type.Boolean(),
  /** 批文号. */
  number: Type.String({ maxLength: 60 }),
  opinion: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
});
export type ChangeOrderDecision = Static<typeof ChangeOrderDecision>;
