import { Type, type Static } from 'typebox';
import { FenText, InstantMs, nullable, oneOf } from './schema.ts';

/** Everything that happened to a project, on one list. */
export const storyKinds = [
  ...([
    'move',
    'document',
    'amount',
    'contract',
    'payment',
    'report',
    'funds',
    'inspection',
    'change',
    'file',
    'instruction',
    'approval',
  ] as const),
] as const;
export type StoryKind = (typeof storyKinds)[number];
export const storyKindNames: Readonly<Record<StoryKind, string>> = {
  move: '阶段办理',
  document: '资料',
  amount: '金额',
  contract: '合同',
  payment: '支付',
  report: '周报',
  funds: '资金月报',
  inspection: '现场核查',
  change: '档案变动',
  file: '附件',
  instruction: '批示督办',
  approval: '审批',
};

/** One thing that happened. What its code means depends on its kind; the screen makes the sentence. */
export const StoryEntry = Type.Object({
  kind: oneOf(storyKinds),
  /** Unique together with its kind. */
  key: Type.String(),
  at: InstantMs,
  by: nullable(Type.String()),
  /** An action, a kind of document or amount, a state, a kind of change. */
  code: Type.String(),
  /** What it was about, by name. */
  subject: Type.String(),
  amountFen: nullable(FenText),
  reason: nullable(Type.String()),
});
export type StoryEntry = Static<typeof StoryEntry>;
