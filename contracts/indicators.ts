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
  'A-2020': '单位自评(2020 版)',
  'A-2021': '单位自评(2021 版)',
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
  veto: '要点(一票否决)',
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
  'dust-compliance': '扬尘达标率(在线监测)',
  'noise-compliance': '噪声达标率(在线监测)',
  'budget-execution': '预算执行率(支付记录)',
  'milestones-on-time': '按期完工率(里程碑)',
  progress: '形象进度(周报)',
  'rectification-on-time': '整改按时率(预警模块启用后)',
};

/**
 * What a missing value does to a project's score; chosen for a template's version and always shown beside the score.
 * Missing is never zero by itself.
 */
export const missingPolicies = ['exclude', 'hold', 'zero'] as const;
export type MissingPolicy = (typeof missingPolicies)[number];
export const missingPolicyNames: Readonly<Record<MissingPolicy, string>> = {
  exclude: '缺报指标不计入,按已报权重折算',
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
