import { Type, type Static } from 'typebox';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** Why a packet was refused: code for programs, sentence for people. */
export const quarantineReasons = {
  'unknown-topic': '主题不在约定之内',
  oversize: '报文超过大小上限',
  'malformed-json': '报文不是合法的 JSON',
  'invalid-payload': '报文字段缺失或类型不符',
  'invalid-time': '时间无法识别',
  'unknown-device': '设备未登记',
  'device-elsewhere': '设备不属于主题所写的工地或类型',
  'device-retired': '设备已停用',
  'out-of-range': '数值超出物理可能范围',
  'clock-ahead': '设备时钟超前 10 分钟以上',
  'too-old': '数据早于 7 天且未声明补传',
  'backfill-too-old': '补传数据早于允许的最长期限',
  conflicting: '同一设备同一时刻已有不同数值',
  'bad-image': '图像不是合法的 JPEG 或 PNG',
  'database-refused': '数据库拒绝该内容',
} as const;
export type QuarantineReason = keyof typeof quarantineReasons;
export const quarantineReasonNames = Object.keys(quarantineReasons) as QuarantineReason[];

export const QuarantineRow = Type.Object({
  id: Type.Integer(),
  firstAt: InstantMs,
  lastAt: InstantMs,
  /** How often exactly this packet came. */
  seen: Type.Integer(),
  topic: Type.String(),
  reason: oneOf(quarantineReasonNames),
  sentence: Type.String(),
  detail: nullable(Type.String()),
  payloadBytes: Type.Integer(),
  /** False when the payload was larger than what is kept: it can be read, not replayed. */
  whole: Type.Boolean(),
  replayedAt: nullable(InstantMs),
  replayOutcome: nullable(Type.String()),
});
export type QuarantineRow = Static<typeof QuarantineRow>;

export const QuarantineDetail = Type.Intersect([
  QuarantineRow,
  Type.Object({
    /** The payload as text, if it is UTF-8. */
    text: nullable(Type.String()),
    base64: Type.String(),
  }),
]);
export type QuarantineDetail = Static<typeof QuarantineDetail>;

/** What became of a replayed packet. */
export const replayOutcomes = ['stored', 'duplicate', 'quarantined'] as const;
export const ReplayResult = Type.Object({
  outcome: oneOf(replayOutcomes),
  reason: nullable(oneOf(quarantineReasonNames)),
});
export type ReplayResult = Static<typeof ReplayResult>;
