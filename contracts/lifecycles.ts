import { Type, type Static } from 'typebox';
import { FlowStep } from './approvals.ts';
import { permissionNames } from './permissions.ts';
import { projectPhases, type ProjectCategory } from './projects.ts';
import { CodeText, DecimalText, FenText, InstantMs, nullable, oneOf } from './schema.ts';

/** The lifecycles that ship: which states there are and what leads from one to the next is data (domain.md 2.2). */
export const lifecycleCharts = [
  'government-investment',
  'livelihood',
  'investment-promotion',
  'service-subsidy',
] as const;
export type LifecycleChartKey = (typeof lifecycleCharts)[number];
export const lifecycleChartNames: Readonly<Record<LifecycleChartKey, string>> = {
  'government-investment': '政府投资项目',
  livelihood: '民生实事',
  'investment-promotion': '产业招商',
  'service-subsidy': '服务与补助',
};

/** The chart that a project of a category takes unless somebody chooses another. */
export const chartFor: Readonly<Record<ProjectCategory, LifecycleChartKey>> = {
  'urban-renewal': 'government-investment',
  fiscal: 'government-investment',
  livelihood: 'livelihood',
  investment: 'investment-promotion',
};

/** What can be done with a project's state. `return` goes back; `resume` to where it was put aside. */
export const lifecycleActions = [
  'advance',
  'skip',
  'review',
  'continue',
  'adjust',
  'audit',
  'return',
  'archive',
  'suspend',
  'resume',
  'terminate',
] as const;
export type LifecycleAction = (typeof lifecycleActions)[number];
export const lifecycleActionNames: Readonly<Record<LifecycleAction, string>> = {
  advance: '进入下一阶段',
  skip: '免予本阶段',
  review: '提请中期评估',
  continue: '评估结论：继续',
  adjust: '评估结论：调整',
  audit: '列入审计',
  return: '退回',
  archive: '归档',
  suspend: '暂缓',
  resume: '恢复',
  terminate: '终止',
};
/** These do not wait for an approval that is under way: what is put aside or given up is so at once. */
export const unwaitingActions: readonly LifecycleAction[] = ['suspend', 'resume', 'terminate'];
/** These say why, whoever takes them. */
export const reasonedActions: readonly LifecycleAction[] = ['return', 'adjust', 'suspend', 'terminate'];

/** Documents that a state asks for, by kind, as the offices call them. */
export const documentKindNames = {
  'need-basis': '需求依据',
  'rough-estimate': '投资匡算',
  'street-opinion': '街道意见',
  'pre-evaluation': '事前绩效评估报告',
  'establishment-reply': '立项批复',
  'feasibility-reply': '可行性研究批复',
  'site-selection': '规划选址与用地预审意见',
  'environment-reply': '环境影响评价批复',
  'stability-report': '社会稳定风险评估报告',
  'budget-reply': '初步设计与概算批复',
  'annual-plan-reply': '年度计划与预算批复',
  'ceiling-review': '招标控制价评审报告',
  'award-notice': '中标通知书',
  contract: '合同',
  'work-permit': '施工许可证',
  'start-order': '开工令',
  'mid-term-report': '中期评估报告',
  'change-order': '变更（调整）审批单',
  'completion-report': '完工报告',
  'acceptance-report': '竣工验收报告',
  'fire-acceptance': '消防验收（备案）意见',
  'planning-acceptance': '规划核实意见',
  'archive-acceptance': '档案验收意见',
  'settlement-review': '结算评审报告',
  'final-account-reply': '竣工财务决算批复',
  'audit-report': '审计报告',
  'audit-issues': '审计问题清单',
  'handover-sheet': '资产移交单',
  'asset-card': '资产卡片',
  'self-evaluation': '绩效自评表',
  'evaluation-report': '绩效评价报告',
  'petition-summary': '意见征集汇总',
  'congress-vote': '人大票决结果',
  'task-breakdown': '责任分解表',
  'quarterly-inspection': '季度督查通报',
  'satisfaction-report': '满意度测评报告',
  'deputies-review': '代表评议意见',
  'closing-sheet': '销号单',
  'lead-record': '线索登记表',
  'negotiation-record': '洽谈纪要',
  'investment-agreement': '投资协议',
  'company-registration': '注册登记证明',
  'production-record': '投产确认书',
  'delivery-review': '兑现评估报告',
  'budget-approval': '预算批复',
  'procurement-record': '采购文件',
  'service-acceptance': '服务验收单',
} as const;
export type DocumentKind = keyof typeof documentKindNames;
export const documentKinds = Object.keys(documentKindNames) as [DocumentKind, ...DocumentKind[]];

/** Sums that guards weigh, in fen; each is noted with what it stands on, and a later note replaces it by name. */
export const amountKindNames = {
  estimate: '估算',
  budget: '概算',
  ceiling: '招标控制价',
  submitted: '送审结算',
  settlement: '审定结算',
  'final-account': '财务决算',
} as const;
export type AmountKind = keyof typeof amountKindNames;
export const amountKinds = Object.keys(amountKindNames) as [AmountKind, ...AmountKind[]];

/** What must hold beside the documents before a row may be taken. */
export const guardNames = {
  'small-investment': '投资额低于事前绩效评估标准',
  'estimate-known': '已登记估算',
  'budget-within-estimate': '概算不超过估算的规定倍数',
  'targets-approved': '年度绩效目标已批准',
  'ceiling-within-budget': '招标控制价不超过概算',
  'contract-within-ceiling': '合同价不超过招标控制价',
  'site-devices-online': '工地扬尘监测与视频设备在线',
  'plan-laid': '进度计划与用款计划已编制',
  'mid-term-done': '已完成中期评估',
  'paid-within-contract': '累计支付不超过合同约定比例',
  'settlement-within-budget': '审定结算不超过概算',
  'final-account-known': '已登记竣工财务决算',
  'audit-settled': '列入必审的已完成审计',
  'problems-settled': '现场严重问题已整改销号',
} as const;
export type GuardCode = keyof typeof guardNames;
export const guardCodes = Object.keys(guardNames) as [GuardCode, ...GuardCode[]];

/** `unknown`: what it would be judged by is missing; that is not a pass. */
export const guardVerdicts = ['met', 'unmet', 'unknown'] as const;
export type GuardVerdict = (typeof guardVerdicts)[number];
/** A guard as judged now. What was found and what it was held against: fen, a count or a share, as the guard has it. */
export const JudgedGuard = Type.Object({
  code: oneOf(guardCodes),
  verdict: oneOf(guardVerdicts),
  found: nullable(DecimalText),
  limit: nullable(DecimalText),
});
export type JudgedGuard = Static<typeof JudgedGuard>;

const Words = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const StateCode = Type.String({ pattern: '^[A-Z][0-9]{2,3}$' });

/** A state of a project's chart, and when the project came into it and left it. */
export const LifecycleStateRow = Type.Object({
  code: StateCode,
  name: Type.String(),
  phase: oneOf(projectPhases),
  /** Who prepares it, and who decides it. */
  owner: Type.String(),
  approver: Type.String(),
  enteredAt: nullable(InstantMs),
  leftAt: nullable(InstantMs),
});
export type LifecycleStateRow = Static<typeof LifecycleStateRow>;

/** One way on from where a project stands. */
export const LifecycleMove = Type.Object({
  action: oneOf(lifecycleActions),
  to: StateCode,
  toName: Type.String(),
  permission: oneOf(permissionNames),
  /** The viewer holds it for this project. */
  permitted: Type.Boolean(),
  documents: Type.Array(Type.Object({ kind: oneOf(documentKinds), found: Type.Boolean() })),
  guards: Type.Array(JudgedGuard),
  /** Documents are there and guards are met. */
  ready: Type.Boolean(),
  /** It is decided by an approval of these steps; null: by whoever holds its permission. */
  approval: nullable(Type.Array(FlowStep)),
});
export type LifecycleMove = Static<typeof LifecycleMove>;

/** A move that was made. */
export const LifecycleStep = Type.Object({
  seq: Type.Integer(),
  from: nullable(StateCode),
  action: nullable(oneOf(lifecycleActions)),
  to: StateCode,
  at: InstantMs,
  by: nullable(Type.String()),
  reason: nullable(Type.String()),
  /** Made by a district leader although something was missing. */
  overridden: Type.Boolean(),
});
export type LifecycleStep = Static<typeof LifecycleStep>;

/** A sum of a project as last noted; null where nobody noted it. */
export const ProjectAmount = Type.Object({
  kind: oneOf(amountKinds),
  amountFen: FenText,
  note: Type.String(),
  notedBy: nullable(Type.String()),
  notedAt: InstantMs,
});
export type ProjectAmount = Static<typeof ProjectAmount>;

/** Where a project stands in its lifecycle, what leads on, and how it came here. */
export const ProjectLifecycle = Type.Object({
  projectId: CodeText,
  chart: oneOf(lifecycleCharts),
  state: StateCode,
  stateName: Type.String(),
  /** Put aside: where it will go on. */
  suspendedFrom: nullable(StateCode),
  /** Grows with every move: who decides on what changed meanwhile is told. */
  revision: Type.Integer(),
  states: Type.Array(LifecycleStateRow),
  moves: Type.Array(LifecycleMove),
  /** The viewer may move it although something is missing. */
  mayOverride: Type.Boolean(),
  steps: Type.Array(LifecycleStep),
  amounts: Type.Array(ProjectAmount),
});
export type ProjectLifecycle = Static<typeof ProjectLifecycle>;

export const LifecycleMoveOrder = Type.Object({
  action: oneOf(lifecycleActions),
  to: StateCode,
  revision: Type.Integer({ minimum: 1 }),
  reason: Type.Optional(Words),
  override: Type.Optional(Type.Boolean()),
});
export type LifecycleMoveOrder = Static<typeof LifecycleMoveOrder>;

/** A document of a project. A later one of its kind is its next version; none is overwritten. */
export const ProjectDocument = Type.Object({
  id: Type.Integer(),
  kind: oneOf(documentKinds),
  version: Type.Integer(),
  /** Which pass of its state it was noted in: 2 for the second time that the project was there; 0 before there was any. */
  pass: Type.Integer(),
  title: Type.String(),
  /** 文号. */
  number: Type.String(),
  /** Date on it, `2026-03-05`. */
  issuedOn: nullable(Type.String({ format: 'date' })),
  fileId: nullable(Type.Integer()),
  fileName: nullable(Type.String()),
  /** SHA-256 of the file, hex. */
  fileHash: nullable(Type.String()),
  notedBy: nullable(Type.String()),
  notedAt: InstantMs,
});
export type ProjectDocument = Static<typeof ProjectDocument>;

export const NewDocument = Type.Object({
  kind: oneOf(documentKinds),
  title: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  number: Type.String({ maxLength: 60 }),
  issuedOn: nullable(Type.String({ format: 'date' })),
  fileId: nullable(Type.Integer({ minimum: 1 })),
});
export type NewDocument = Static<typeof NewDocument>;
