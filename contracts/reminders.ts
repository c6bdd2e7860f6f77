import { Type, type Static } from 'typebox';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** Projects that one order reminds of at most. */
export const MOST_REMINDED = 200;

/** What people are told of by name: reports that are missing, what an inspection found, what is to be put right. */
export const reminderKinds = [
  'report-due',
  'funds-due',
  'inspection-found',
  'inspection-due',
  'approval-urged',
  'approval-soon',
  'approval-overdue',
  'approval-passed',
  'approval-superseded',
  'instruction-given',
  'instruction-due',
  'instruction-answered',
] as const;
export type ReminderKind = (typeof reminderKinds)[number];
export const reminderKindNames: Readonly<Record<ReminderKind, string>> = {
  'report-due': '催报周报',
  'funds-due': '催报资金月报',
  'inspection-found': '现场核查',
  'inspection-due': '整改催办',
  'approval-urged': '审批催办',
  'approval-soon': '审批将到期',
  'approval-overdue': '审批逾期',
  'approval-passed': '审批通过',
  'approval-superseded': '审批作废',
  'instruction-given': '领导批示',
  'instruction-due': '督办催办',
  'instruction-answered': '督办反馈',
};

/** A reminder to whoever reads it. The screen makes the sentence from the facts. */
export const Reminder = Type.Object({
  id: Type.Integer(),
  kind: oneOf(reminderKinds),
  projectId: Type.String(),
  projectName: Type.String(),
  facts: Type.Object({
    /** How many reports are missing. */
    missing: Type.Optional(Type.Integer()),
    /** What was found, in the words of who found it. */
    found: Type.Optional(Type.String()),
    /** Until when something is to be done, `2026-11-30`. */
    until: Type.Optional(Type.String()),
    /** The approval that it is about, and its step. */
    approvalId: Type.Optional(Type.Integer()),
    step: Type.Optional(Type.String()),
  }),
  by: Type.String(),
  at: InstantMs,
  readAt: nullable(InstantMs),
});
export type Reminder = Static<typeof Reminder>;
export type ReminderFacts = Reminder['facts'];

/** What of a person's own has changed, told to their screens at once; what it is they ask by REST. */
export const personalTopics = ['reminders', 'approvals'] as const;
export type PersonalTopic = (typeof personalTopics)[number];
