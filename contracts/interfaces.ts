import { Type, type Static } from 'typebox';
import { personRoles } from './permissions.ts';
import { DayText, FenText, InstantMs, nullable, oneOf } from './schema.ts';

/** Systems that business and data flow to and from. */
export const interfaceSystems = ['finance', 'oa', 'assets'] as const;
export type InterfaceSystem = (typeof interfaceSystems)[number];
export const interfaceSystemNames: Readonly<Record<InterfaceSystem, string>> = {
  finance: '财政一体化系统',
  oa: '协同办公系统（OA）',
  assets: '资产管理系统',
};

/** What other systems send. */
export const messageKinds = ['budget', 'appropriation', 'voucher', 'statement', 'decision'] as const;
export type MessageKind = (typeof messageKinds)[number];
export const messageKindNames: Readonly<Record<MessageKind, string>> = {
  budget: '预算指标',
  appropriation: '资金拨付',
  voucher: '支付凭证',
  statement: '月度对账单',
  decision: '审批意见',
};

/** The sender's own number of a message: of one kind it is taken once. */
export const SenderNumber = Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S+$' });
/** As the sender writes it. That there is such a project is not the schema's to say. */
const ForeignCode = Type.String({ minLength: 1, maxLength: 40, pattern: '^\\S+$' });
const Note = Type.Optional(Type.String({ maxLength: 200 }));
/** A calendar month of Asia/Shanghai. */
export const MonthText = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });

const money = {
  number: SenderNumber,
  projectCode: ForeignCode,
  /** Negative: cut, withdrawn, paid back. */
  amountFen: FenText,
  date: DayText,
  note: Note,
};
/** 预算指标: a year's budget is the sum of its notices. */
export const BudgetMessage = Type.Object({ ...money, year: Type.Integer({ minimum: 2000, maximum: 2100 }) });
export type BudgetMessage = Static<typeof BudgetMessage>;
/** 资金拨付: funds that have arrived for the project. */
export const AppropriationMessage = Type.Object(money);
export type AppropriationMessage = Static<typeof AppropriationMessage>;
/** 支付凭证: what was paid out of them. */
export const VoucherMessage = Type.Object({ ...money, payee: Note });
export type VoucherMessage = Static<typeof VoucherMessage>;
/** 月度对账单: every voucher of a month as finance has it. */
export const StatementMessage = Type.Object({
  number: SenderNumber,
  month: MonthText,
  totalFen: FenText,
  vouchers: Type.Array(
    Type.Object({ number: SenderNumber, projectCode: ForeignCode, amountFen: FenText, date: DayText }),
    { maxItems: 5000 },
  ),
});
export type StatementMessage = Static<typeof StatementMessage>;

/** 审批意见: what somebody decided in OA on what they were asked (`approval.requested`). */
export const DecisionMessage = Type.Object({
  number: SenderNumber,
  approvalId: Type.Integer({ minimum: 1 }),
  /** As it was told: who decides on a step that is over is told so. */
  passes: Type.Integer({ minimum: 1 }),
  /** Who decided, by the login name here. */
  loginName: Type.String({ minLength: 1, maxLength: 60, pattern: '^\\S+$' }),
  decision: oneOf(['approve', 'return']),
  opinion: Type.String({ maxLength: 1000 }),
});
export type DecisionMessage = Static<typeof DecisionMessage>;

/** A message with its kind, as it is taken in. */
export type InterfaceMessage =
  | { readonly kind: 'budget'; readonly body: BudgetMessage }
  | { readonly kind: 'appropriation'; readonly body: AppropriationMessage }
  | { readonly kind: 'voucher'; readonly body: VoucherMessage }
  | { readonly kind: 'statement'; readonly body: StatementMessage };

/** Why a message is held back; the sentence goes to its sender and to whoever mends it. */
export const heldReasons = [
  'unknown-project',
  'contradicts',
  'no-amount',
  'no-such-day',
  'future-date',
  'project-closed',
  'below-zero',
  'typed-otherwise',
  'sum-differs',
  'twice-in-list',
  'wrong-month',
  'unknown-person',
  'not-decidable',
] as const;
export type HeldReason = (typeof heldReasons)[number];
export const heldSentences: Readonly<Record<HeldReason, string>> = {
  'unknown-project': '项目编号在本系统中不存在，或不在该密钥的数据范围内',
  contradicts: '同一编号的消息已经入账，而内容与之前不同',
  'no-amount': '金额为零',
  'no-such-day': '日期不存在',
  'future-date': '日期晚于今天',
  'project-closed': '项目已归档或终止，不再入账',
  'below-zero': '入账后累计金额将小于零',
  'typed-otherwise': '同一凭证号已有人工登记的支付，而金额不同',
  'sum-differs': '合计金额与各笔之和不一致',
  'twice-in-list': '清单中有重复的凭证编号',
  'wrong-month': '清单中有不属于该月的凭证',
  'unknown-person': '本系统没有此登录名的在岗人员',
  'not-decidable': '审批意见未能办理',
};

export const inboxStates = ['accepted', 'held', 'dismissed'] as const;
export type InboxState = (typeof inboxStates)[number];
export const inboxStateNames: Readonly<Record<InboxState, string>> = {
  accepted: '已入账',
  held: '待处理',
  dismissed: '已作废',
};

/** What the sender is told: taken, or kept for somebody to look at. Neither is to be sent again. */
export const Receipt = Type.Object({
  id: Type.Integer(),
  state: oneOf(inboxStates),
  /** The same message was here before. */
  repeated: Type.Boolean(),
  reason: nullable(oneOf(heldReasons)),
  sentence: nullable(Type.String()),
});
export type Receipt = Static<typeof Receipt>;

export const InboxRow = Type.Object({
  id: Type.Integer(),
  system: oneOf(interfaceSystems),
  kind: oneOf(messageKinds),
  number: Type.String(),
  projectCode: nullable(Type.String()),
  /** Null: no such project in the viewer's reach. */
  projectName: nullable(Type.String()),
  amountFen: nullable(FenText),
  date: nullable(Type.String()),
  sender: Type.String(),
  receivedAt: InstantMs,
  lastAt: InstantMs,
  repeats: Type.Integer(),
  state: oneOf(inboxStates),
  reason: nullable(oneOf(heldReasons)),
  detail: nullable(Type.String()),
  settledAt: nullable(InstantMs),
  settledBy: nullable(Type.String()),
  note: nullable(Type.String()),
});
export type InboxRow = Static<typeof InboxRow>;

/** A message whole, and the accepted one of the same number that it contradicts. */
export const InboxDetail = Type.Object({
  row: InboxRow,
  body: Type.Record(Type.String(), Type.Unknown()),
  accepted: nullable(Type.Object({ id: Type.Integer(), body: Type.Record(Type.String(), Type.Unknown()) })),
});
export type InboxDetail = Static<typeof InboxDetail>;

/** One entry of a project's money as other systems have told it. */
export const FundsEntry = Type.Object({
  kind: oneOf(['budget', 'appropriation', 'voucher']),
  number: nullable(Type.String()),
  amountFen: FenText,
  date: DayText,
  year: nullable(Type.Integer()),
});
export type FundsEntry = Static<typeof FundsEntry>;

/** What we tell others. */
export const outboxEvents = ['asset.card', 'approval.requested', 'approval.closed'] as const;
export type OutboxEvent = (typeof outboxEvents)[number];
export const outboxEventNames: Readonly<Record<OutboxEvent, string>> = {
  'asset.card': '资产卡片',
  'approval.requested': '审批待办',
  'approval.closed': '审批办结',
};

/** The body of every message: `type` says what `data` is. */
export const OutboxBody = Type.Object({
  type: oneOf(outboxEvents),
  timestamp: Type.String({ format: 'date-time' }),
  data: Type.Record(Type.String(), Type.Unknown()),
});
export type OutboxBody = Static<typeof OutboxBody>;

/** 资产卡片: what is handed over with a project. Sums in fen; null where nobody noted one. */
export const AssetCard = Type.Object({
  projectCode: Type.String(),
  name: Type.String(),
  category: Type.String(),
  unitCode: nullable(Type.String()),
  departmentCode: Type.String(),
  streetCode: nullable(Type.String()),
  /** 原值: the final account, or the settlement while there is none. */
  originalValueFen: nullable(FenText),
  valueBasis: nullable(oneOf(['final-account', 'settlement'])),
  paidFen: FenText,
  handedOverAt: Type.String({ format: 'date-time' }),
  documents: Type.Array(Type.Object({ kind: Type.String(), number: Type.String(), title: Type.String() })),
  contracts: Type.Array(Type.Object({ number: Type.String(), name: Type.String(), amountFen: FenText })),
  sites: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), lon: Type.Number(), lat: Type.Number() })),
});
export type AssetCard = Static<typeof AssetCard>;

const Address = Type.String({ minLength: 8, maxLength: 300, pattern: '^https?://\\S+$' });
const destination = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  address: Address,
  events: Type.Array(oneOf(outboxEvents), { minItems: 1, uniqueItems: true }),
};
export const NewDestination = Type.Object({ system: oneOf(interfaceSystems), ...destination });
export type NewDestination = Static<typeof NewDestination>;
export const DestinationChange = Type.Object({ ...destination, sending: Type.Boolean() });
export type DestinationChange = Static<typeof DestinationChange>;

export const Destination = Type.Object({
  id: Type.Integer(),
  system: oneOf(interfaceSystems),
  ...destination,
  /** Off: what is for it waits. */
  sending: Type.Boolean(),
  /** Which secret signs: `1`, `2` … */
  secretNumber: Type.Integer(),
  /** Until when the secret before it signs beside it. */
  formerUntil: nullable(InstantMs),
  createdAt: InstantMs,
  createdBy: Type.String(),
});
export type Destination = Static<typeof Destination>;
/** The only time that a secret is told. */
export const IssuedSecret = Type.Object({ secret: Type.String(), row: Destination });
export type IssuedSecret = Static<typeof IssuedSecret>;

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const deliveryStateNames: Readonly<Record<DeliveryState, string>> = {
  waiting: '待送达',
  delivered: '已送达',
  dead: '停止重试',
};

export const OutboxRow = Type.Object({
  id: Type.Integer(),
  messageId: Type.String(),
  event: oneOf(outboxEvents),
  subject: Type.String(),
  projectId: nullable(Type.String()),
  projectName: nullable(Type.String()),
  destinationId: Type.Integer(),
  destinationName: Type.String(),
  system: oneOf(interfaceSystems),
  state: oneOf(deliveryStates),
  /** Since it was last put into the queue. */
  attempts: Type.Integer(),
  madeAt: InstantMs,
  nextAt: nullable(InstantMs),
  settledAt: nullable(InstantMs),
  replayedAt: nullable(InstantMs),
  replayedBy: nullable(Type.String()),
  /** The newest attempt. */
  lastStatus: nullable(Type.Integer()),
  lastTrouble: nullable(Type.String()),
});
export type OutboxRow = Static<typeof OutboxRow>;

export const OutboxAttempt = Type.Object({
  at: InstantMs,
  /** Null: nobody answered. */
  status: nullable(Type.Integer()),
  ms: Type.Integer(),
  /** The first characters of the answer. */
  answer: nullable(Type.String()),
  trouble: nullable(Type.String()),
});
export type OutboxAttempt = Static<typeof OutboxAttempt>;
export const OutboxDetail = Type.Object({
  row: OutboxRow,
  body: Type.String(),
  attempts: Type.Array(OutboxAttempt),
});
export type OutboxDetail = Static<typeof OutboxDetail>;

/** How interfaces do, in numbers: for whoever keeps them running and sees no projects. */
export const InterfaceHealth = Type.Object({
  incoming: Type.Array(
    Type.Object({
      system: oneOf(interfaceSystems),
      kind: oneOf(messageKinds),
      accepted: Type.Integer(),
      held: Type.Integer(),
      lastAt: nullable(InstantMs),
    }),
  ),
  destinations: Type.Array(
    Type.Object({
      id: Type.Integer(),
      system: oneOf(interfaceSystems),
      name: Type.String(),
      sending: Type.Boolean(),
      waiting: Type.Integer(),
      dead: Type.Integer(),
      delivered: Type.Integer(),
      lastAt: nullable(InstantMs),
      lastStatus: nullable(Type.Integer()),
      lastTrouble: nullable(Type.String()),
      deliveredAt: nullable(InstantMs),
      /** Since when attempts fail; null while the newest went well or there is none. */
      failingSince: nullable(InstantMs),
    }),
  ),
});
export type InterfaceHealth = Static<typeof InterfaceHealth>;

/** How our payments and finance's statement of a month differ. */
export const differenceKinds = ['here-only', 'there-only', 'differs'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceKindNames: Readonly<Record<DifferenceKind, string>> = {
  'here-only': '本系统有，对账单无',
  'there-only': '对账单有，本系统无',
  differs: '两边不一致',
};

/** `closed` by a person with a reason, or by the server once there is no difference any more. */
export const differenceStates = ['open', 'explained', 'closed'] as const;
export type DifferenceState = (typeof differenceStates)[number];
export const differenceStateNames: Readonly<Record<DifferenceState, string>> = {
  open: '待说明',
  explained: '已说明',
  closed: '已了结',
};

export const ReconciliationItem = Type.Object({
  id: Type.Integer(),
  month: MonthText,
  number: Type.String(),
  kind: oneOf(differenceKinds),
  projectId: nullable(Type.String()),
  /** As whoever has the entry writes it. */
  projectCode: Type.String(),
  projectName: nullable(Type.String()),
  hereFen: nullable(FenText),
  thereFen: nullable(FenText),
  /** Whose post it is to say why. */
  ownerRole: oneOf(personRoles),
  ownerName: Type.String(),
  state: oneOf(differenceStates),
  foundAt: InstantMs,
  note: nullable(Type.String()),
  explainedAt: nullable(InstantMs),
  explainedBy: nullable(Type.String()),
  closeNote: nullable(Type.String()),
  closedAt: nullable(InstantMs),
  /** Null on a closed one: the difference went away by itself. */
  closedBy: nullable(Type.String()),
});
export type ReconciliationItem = Static<typeof ReconciliationItem>;

/** A month that finance has sent a statement of. */
export const ReconciliationMonth = Type.Object({
  month: MonthText,
  number: Type.String(),
  lines: Type.Integer(),
  thereFen: FenText,
  hereFen: FenText,
  receivedAt: InstantMs,
  /** Null: not compared yet. */
  comparedAt: nullable(InstantMs),
  open: Type.Integer(),
  explained: Type.Integer(),
  closed: Type.Integer(),
});
export type ReconciliationMonth = Static<typeof ReconciliationMonth>;

export const ItemsQuery = Type.Object({
  month: Type.Optional(MonthText),
  state: Type.Optional(oneOf(differenceStates)),
  kind: Type.Optional(oneOf(differenceKinds)),
});
export type ItemsQuery = Static<typeof ItemsQuery>;
