import { Type, type Static } from 'typebox';
import { PercentText } from './reports.ts';
import { CodeText, DayText, FenText, InstantMs, nullable, oneOf } from './schema.ts';

export const contractKinds = [
  ...(['construction', 'survey', 'design', 'supervision', 'equipment', 'service', 'other'] as const),
] as const;
export type ContractKind = (typeof contractKinds)[number];
export const contractKindNames: Readonly<Record<ContractKind, string>> = {
  construction: '施工',
  survey: '勘察',
  design: '设计',
  supervision: '监理',
  equipment: '设备采购',
  service: '咨询服务',
  other: '其他',
};

const Words = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

/** 付款条件: what is due when, as a share of the contract's sum. */
export const ContractTerm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
  condition: Type.String({ maxLength: 200 }),
  share: PercentText,
});
export type ContractTerm = Static<typeof ContractTerm>;

export const ContractFacts = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  name: Words,
  kind: oneOf(contractKinds),
  contractor: Words,
  /** 统一社会信用代码. */
  creditCode: nullable(Type.String({ pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' })),
  amountFen: FenText,
  /** How much of it may be paid before the settlement, percent. */
  payable: PercentText,
  signedOn: nullable(DayText),
  startsOn: nullable(DayText),
  endsOn: nullable(DayText),
  terms: Type.Array(ContractTerm, { maxItems: 20 }),
});
export type ContractFacts = Static<typeof ContractFacts>;

export const ProjectContract = Type.Object({
  id: Type.Integer(),
  ...ContractFacts.properties,
  /** What was paid by it so far, and what it lets be paid before the settlement. */
  paidFen: FenText,
  payableFen: FenText,
  revision: Type.Integer(),
  notedBy: nullable(Type.String()),
  notedAt: InstantMs,
  endedAt: nullable(InstantMs),
  endedReason: nullable(Type.String()),
});
export type ProjectContract = Static<typeof ProjectContract>;

/** A contract that stands is changed with a reason (合同变更). */
export const ContractEdit = Type.Object({
  facts: ContractFacts,
  revision: Type.Integer({ minimum: 1 }),
  reason: Reason,
});
export const ContractEnd = Type.Object({ revision: Type.Integer({ minimum: 1 }), reason: Reason });

export const NewPayment = Type.Object({
  /** Null: by no contract. */
  contractId: nullable(Type.Integer({ minimum: 1 })),
  paidOn: DayText,
  amountFen: FenText,
  /** 凭证号. */
  voucher: Type.String({ maxLength: 60 }),
  note: Type.String({ maxLength: 200 }),
});
export type NewPayment = Static<typeof NewPayment>;

export const PaymentRow = Type.Object({
  id: Type.Integer(),
  contractId: nullable(Type.Integer()),
  contractNumber: nullable(Type.String()),
  contractor: nullable(Type.String()),
  paidOn: DayText,
  amountFen: FenText,
  voucher: Type.String(),
  note: Type.String(),
  notedBy: nullable(Type.String()),
  notedAt: nullable(InstantMs),
  /** The payment that this row undoes (冲销). */
  undoesId: nullable(Type.Integer()),
  isUndone: Type.Boolean(),
});
export type PaymentRow = Static<typeof PaymentRow>;
export const PaymentUndo = Type.Object({ reason: Reason });

/** One contractor or one person on several projects at the same time. */
export const conflictKinds = ['contractor', 'person'] as const;
export type ConflictKind = (typeof conflictKinds)[number];
export const conflictKindNames: Readonly<Record<ConflictKind, string>> = {
  contractor: '同一承包单位',
  person: '同一人员',
};
/** What somebody or some company is bound to a project by, from a day to a day. */
export const Engagement = Type.Object({
  projectId: CodeText,
  projectName: Type.String(),
  /** The contract's name, or the duty. */
  as: Type.String(),
  fromOn: DayText,
  untilOn: DayText,
});
export type Engagement = Static<typeof Engagement>;
export const ResourceConflict = Type.Object({
  kind: oneOf(conflictKinds),
  name: Type.String(),
  /** Of a person: the employer. */
  employer: Type.String(),
  /** On how many projects at most on one day. */
  peak: Type.Integer(),
  /** The first of the days with the most. */
  peakOn: DayText,
  engagements: Type.Array(Engagement),
});
export type ResourceConflict = Static<typeof ResourceConflict>;
