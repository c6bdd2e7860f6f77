import { Type, type Static } from 'typebox';
import { projectCategories } from './projects.ts';
import { CodeText, DecimalText, InstantMs, NameText, nullable, oneOf } from './schema.ts';

/**
 * The two indicator trees: target setting and self-assessment (财预〔2015〕88号 as practised in 2020, and 财预〔2021〕101号),
 * and evaluation by the finance or the lead department (财预〔2020〕10号). domain.md 1.2.
 */
export const trees = ['A-2020', 'A-2021', 'B'] as const;
export type Tree = (typeof trees)[number];
export const treeNames: Readonly<Record<Tree, string>> = {
  'A-2020': '单位自评（2020 版）',
  'A-2021': '单位自评（2021 版）',
  B: '财政评价',
};

export const templateKinds = ['standard', 'sector', 'custom'] as const;
export type TemplateKind = (typeof templateKinds)[number];
export const templateKindNames: Readonly<Record<TemplateKind, string>> = {
  standard: '标准体系',
  sector: '行业模板',
  custom: '自定义模板',
};

export const natures = ['quantitative', 'qualitative'] as const;
export type Nature = (typeof natures)[number];
export const natureNames: Readonly<Record<Nature, string>> = { quantitative: '定量', qualitative: '定性' };

export const directions = ['ge', 'gt', 'eq', 'le', 'lt'] as const;
export type Direction = (typeof directions)[number];
export const directionSigns: Readonly<Record<Direction, string>> = { ge: '≥', gt: '>', eq: '=', le: '≤', lt: '<' };

/**
 * How a value becomes points (domain.md 1.3): by its direction against the target; the budget execution rate; by one of
 * three bands; by satisfied points; by satisfied points with a veto (any 截留 or 挪用 gives nothing).
 */
export const methods = ['ratio', 'execution', 'bands', 'points', 'veto'] as const;
export type Method = (typeof methods)[number];
export const methodNames: Readonly<Record<Method, string>> = {
  ratio: '公式',
  execution: '预算执行率',
  bands: '分档',
  points: '要点',
  veto: '要点（一票否决）',
};

/** What an indicator speaks of: decides its light (domain.md 1.5) and the sum 产出+效益. */
export const aspects = [
  'decision',
  'process',
  'execution',
  'quantity',
  'quality',
  'timeliness',
  'cost',
  'economic',
  'social',
  'ecological',
  'sustainable',
  'satisfaction',
] as const;
export type Aspect = (typeof aspects)[number];
export const aspectNames: Readonly<Record<Aspect, string>> = {
  decision: '决策',
  process: '过程',
  execution: '预算执行',
  quantity: '产出数量',
  quality: '产出质量',
  timeliness: '产出时效',
  cost: '成本',
  economic: '经济效益',
  social: '社会效益',
  ecological: '生态效益',
  sustainable: '可持续影响',
  satisfaction: '满意度',
};

export const frequencies = ['week', 'month', 'quarter', 'half-year', 'year', 'once'] as const;
export type Frequency = (typeof frequencies)[number];
export const frequencyNames: Readonly<Record<Frequency, string>> = {
  week: '周',
  month: '月',
  quarter: '季',
  'half-year': '半年',
  year: '年',
  once: '一次',
};

/** Months of the year, 1 to 12, by whose end a value is expected. */
export const dueMonths: Readonly<Record<Frequency, readonly number[]>> = {
  week: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  quarter: [3, 6, 9, 12],
  'half-year': [6, 12],
  year: [12],
  once: [12],
};
/** The same for an indicator; whatever names no frequency is due once, at the year's end. */
export const dueMonthsOf = (frequency: Frequency | null): readonly number[] => dueMonths[frequency ?? 'once'];

/** Values that the system takes by itself; `null` in their place: filled in by hand. */
export const autoSources = [
  'dust-compliance',
  'noise-compliance',
  'budget-execution',
  'milestones-on-time',
  'progress',
  'rectification-on-time',
] as const;
export type AutoSource = (typeof autoSources)[number];
export const autoSourceNames: Readonly<Record<AutoSource, string>> = {
  'dust-compliance': '扬尘达标率（在线监测）',
  'noise-compliance': '噪声达标率（在线监测）',
  'budget-execution': '预算执行率（支付记录）',
  'milestones-on-time': '按期完工率（里程碑）',
  progress: '形象进度（周报）',
  'rectification-on-time': '整改按时率（预警模块启用后）',
};

/**
 * What a missing value does to a project's score; chosen for a template's version and always shown beside the score.
 * Missing is never zero by itself.
 */
export const missingPolicies = ['exclude', 'hold', 'zero'] as const;
export type MissingPolicy = (typeof missingPolicies)[number];
export const missingPolicyNames: Readonly<Record<MissingPolicy, string>> = {
  exclude: '缺报指标不计入，按已报权重折算',
  hold: '缺报即不出总分',
  zero: '逾期缺报按零分计',
};

/** Draft → submitted (its check passed) → published by a second person; sent back, it is a draft again. */
export const versionStates = ['draft', 'submitted', 'published', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];
export const versionStateNames: Readonly<Record<VersionState, string>> = {
  draft: '草稿',
  submitted: '待复核',
  published: '已发布',
  withdrawn: '已停用',
};

/** What an indicator of any level says; what is scored is said by those without children. */
export const IndicatorFacts = Type.Object({
  code: CodeText,
  name: NameText,
  weight: DecimalText,
  nature: oneOf(natures),
  method: oneOf(methods),
  direction: nullable(oneOf(directions)),
  unit: Type.String({ maxLength: 20 }),
  decimals: Type.Integer({ minimum: 0, maximum: 6 }),
  /** Proposed to every project that takes the template. */
  target: nullable(DecimalText),
  aspect: nullable(oneOf(aspects)),
  explanation: Type.String({ maxLength: 1000 }),
  formula: Type.String({ maxLength: 500 }),
  scoringRule: Type.String({ maxLength: 1000 }),
  /** 评价要点, for `points` and `veto`. */
  points: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 20 }),
  dataSource: Type.String({ maxLength: 200 }),
  autoSource: nullable(oneOf(autoSources)),
  evidence: Type.String({ maxLength: 300 }),
  frequency: nullable(oneOf(frequencies)),
  responsible: Type.String({ maxLength: 120 }),
  legalSource: Type.String({ maxLength: 200 }),
  effectiveFrom: nullable(Type.String({ format: 'date' })),
  effectiveTo: nullable(Type.String({ format: 'date' })),
});
export type IndicatorFacts = Static<typeof IndicatorFacts>;

/** A row of a version's tree: level 1 to 3, ordered among its siblings. */
export const Indicator = Type.Intersect([
  IndicatorFacts,
  Type.Object({
    id: Type.Integer(),
    parentId: nullable(Type.Integer()),
    level: Type.Integer({ minimum: 1, maximum: 3 }),
    position: Type.Integer(),
  }),
]);
export type Indicator = Static<typeof Indicator>;

export const Template = Type.Object({
  code: CodeText,
  name: NameText,
  tree: oneOf(trees),
  kind: oneOf(templateKinds),
  /** Proposed for projects of this category, and of this sector where one is named. */
  category: nullable(oneOf(projectCategories)),
  sector: nullable(Type.String({ maxLength: 60 })),
  copiedFrom: nullable(Type.String()),
  active: Type.Boolean(),
  /** The newest published version, and the one being drafted or reviewed. */
  published: nullable(Type.Integer()),
  open: nullable(Type.Integer()),
  /** Projects whose declaration of the current year takes it. */
  projects: Type.Integer(),
});
export type Template = Static<typeof Template>;

export const TemplateVersion = Type.Object({
  templateCode: CodeText,
  version: Type.Integer(),
  state: oneOf(versionStates),
  missingPolicy: oneOf(missingPolicies),
  /** From this share of its target on an achievement needs a reason (1.3 = 130 %). */
  overRatio: DecimalText,
  note: Type.String(),
  basedOn: nullable(Type.Integer()),
  draftedBy: Type.String(),
  draftedAt: InstantMs,
  submittedBy: nullable(Type.String()),
  submittedAt: nullable(InstantMs),
  reviewedBy: nullable(Type.String()),
  reviewedAt: nullable(InstantMs),
  reviewNote: nullable(Type.String()),
  /** Counts the changes of a draft: whoever edits names the number that he saw. */
  revision: Type.Integer(),
  /** A cycle holds it: nothing about it changes any more, not even its withdrawal. */
  lockedAt: nullable(InstantMs),
  lockedByYear: nullable(Type.Integer()),
});
export type TemplateVersion = Static<typeof TemplateVersion>;

/** What a check found: `code` for programs, the place by the indicator's id (null: the whole tree). */
export const treeFaultCodes = [
  'siblings-do-not-add-up',
  'whole-is-not-100',
  'output-and-benefit-below-60',
  'no-leaf',
  'target-without-direction',
  'points-missing',
  'weight-not-positive',
  'code-twice',
] as const;
export type TreeFaultCode = (typeof treeFaultCodes)[number];
export const TreeFault = Type.Object({
  code: oneOf(treeFaultCodes),
  indicatorId: nullable(Type.Integer()),
  expected: nullable(DecimalText),
  found: nullable(DecimalText),
});
export type TreeFault = Static<typeof TreeFault>;

/** A version with all that its page shows: rows in reading order, and what the weights add up to. */
export const TreeView = Type.Object({
  template: Template,
  version: TemplateVersion,
  indicators: Type.Array(Indicator),
  /** 下级合计 of every row that has something below it. */
  sums: Type.Array(Type.Object({ indicatorId: Type.Integer(), sum: DecimalText, addsUp: Type.Boolean() })),
  whole: DecimalText,
  outputAndBenefit: DecimalText,
  faults: Type.Array(TreeFault),
});
export type TreeView = Static<typeof TreeView>;

/**
 * One change of a draft's tree; a list of them is done together or not at all. A row that was added earlier in the list
 * goes by −1 for the first one, −2 for the second.
 */
const Place = { parentId: nullable(Type.Integer()), position: Type.Integer({ minimum: 0, maximum: 200 }) };
export const TreeEdit = Type.Union([
  Type.Object({ kind: Type.Literal('add'), ...Place, facts: IndicatorFacts }),
  Type.Object({ kind: Type.Literal('change'), id: Type.Integer(), facts: Type.Partial(IndicatorFacts) }),
  Type.Object({ kind: Type.Literal('move'), id: Type.Integer(), ...Place }),
  Type.Object({ kind: Type.Literal('remove'), id: Type.Integer() }),
]);
export type TreeEdit = Static<typeof TreeEdit>;

export const NewTemplate = Type.Object({
  code: CodeText,
  name: NameText,
  copiedFrom: CodeText,
  category: nullable(oneOf(projectCategories)),
  sector: nullable(Type.String({ minLength: 1, maxLength: 60 })),
});
export type NewTemplate = Static<typeof NewTemplate>;

/** What a draft says beside its tree. */
export const VersionSettings = Type.Object({
  missingPolicy: oneOf(missingPolicies),
  overRatio: DecimalText,
  note: Type.String({ maxLength: 500 }),
});
export type VersionSettings = Static<typeof VersionSettings>;

export const indicatorFields = Object.keys(IndicatorFacts.properties) as (keyof IndicatorFacts)[];

/** A field of an indicator in two versions, as text; null: not set. */
export const FieldChange = Type.Object({
  field: Type.String(),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
});
export type FieldChange = Static<typeof FieldChange>;
const Placed = Type.Object({ code: CodeText, name: Type.String(), level: Type.Integer(), weight: DecimalText });
/** Two versions of a template, by the codes of their indicators. */
export const Comparison = Type.Object({
  before: Type.Integer(),
  after: Type.Integer(),
  added: Type.Array(Placed),
  removed: Type.Array(Placed),
  changed: Type.Array(Type.Object({ ...Placed.properties, fields: Type.Array(FieldChange) })),
  /** What the new targets and weights would make of the scores that projects have by the old version; null: none has any. */
  effect: nullable(
    Type.Object({ projects: Type.Integer(), before: DecimalText, after: DecimalText, difference: DecimalText }),
  ),
});
export type Comparison = Static<typeof Comparison>;

/** Templates that hold an indicator of a name, with the projects that are held to it this year. */
export const Binding = Type.Object({
  name: Type.String(),
  templateCode: CodeText,
  templateName: NameText,
  projects: Type.Integer(),
});
export type Binding = Static<typeof Binding>;

/** What somebody did about a template, from the audit log. */
export const TemplateRecord = Type.Object({
  at: InstantMs,
  who: Type.String(),
  verb: Type.String(),
  version: nullable(Type.Integer()),
  /** Indicators that an edit was about, with the fields that it changed. */
  edits: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String(), fields: Type.Array(FieldChange) }),
  ),
});
export type TemplateRecord = Static<typeof TemplateRecord>;
