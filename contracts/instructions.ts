import { Type, type Static } from 'typebox';
import { CodeText, DayText, InstantMs, nullable, oneOf } from './schema.ts';

/** 批示督办: what a leader writes to an organisation about a project, until it is closed. */
export const instructionStates = ['issued', 'received', 'finished', 'closed', 'withdrawn'] as const;
export type InstructionState = (typeof instructionStates)[number];
export const instructionStateNames: Readonly<Record<InstructionState, string>> = {
  issued: '待签收',
  received: '办理中',
  finished: '已报结',
  closed: '已办结',
  withdrawn: '已撤回',
};

export const instructionActs = [
  ...(['issue', 'receive', 'reply', 'finish', 'return', 'remind', 'extend', 'close', 'withdraw'] as const),
] as const;
export type InstructionAct = (typeof instructionActs)[number];
export const instructionActNames: Readonly<Record<InstructionAct, string>> = {
  issue: '批示',
  receive: '签收',
  reply: '反馈进展',
  finish: '报请办结',
  return: '退回续办',
  remind: '催办',
  extend: '调整期限',
  close: '办结',
  withdraw: '撤回',
};

const Words = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' });

export const NewInstruction = Type.Object({
  text: Words,
  ownerCode: CodeText,
  /** Who of the organisation answers for it; null: the organisation sees to that. */
  ownerPersonId: nullable(Type.Integer({ minimum: 1 })),
  dueOn: DayText,
});
export type NewInstruction = Static<typeof NewInstruction>;

export const InstructionOrder = Type.Object({
  act: oneOf(instructionActs),
  revision: Type.Integer({ minimum: 1 }),
  text: Type.Optional(Words),
  /** The new day of an `extend`. */
  dueOn: Type.Optional(DayText),
});
export type InstructionOrder = Static<typeof InstructionOrder>;

export const Instruction = Type.Object({
  id: Type.Integer(),
  projectId: CodeText,
  projectName: Type.String(),
  text: Type.String(),
  author: Type.String(),
  issuedAt: InstantMs,
  ownerCode: CodeText,
  ownerName: Type.String(),
  ownerPerson: nullable(Type.String()),
  dueOn: DayText,
  state: oneOf(instructionStates),
  /** Past its day without being reported finished. */
  isOverdue: Type.Boolean(),
  /** The viewer answers for it: it is to be signed for, or worked on. */
  isMine: Type.Boolean(),
  receivedAt: nullable(InstantMs),
  closedAt: nullable(InstantMs),
  /** The newest of what was said about it. */
  newest: nullable(Type.String()),
  revision: Type.Integer(),
});
export type Instruction = Static<typeof Instruction>;

export const InstructionStep = Type.Object({
  seq: Type.Integer(),
  act: oneOf(instructionActs),
  by: Type.String(),
  at: InstantMs,
  text: nullable(Type.String()),
  dueOn: nullable(DayText),
});
export type InstructionStep = Static<typeof InstructionStep>;

export const InstructionDetail = Type.Object({
  ...Instruction.properties,
  steps: Type.Array(InstructionStep),
  /** What the viewer can do with it now. */
  acts: Type.Array(oneOf(instructionActs)),
});
export type InstructionDetail = Static<typeof InstructionDetail>;

/** To whom an instruction about a project can be given. */
export const InstructionOwner = Type.Object({
  code: CodeText,
  name: Type.String(),
  people: Type.Array(Type.Object({ personId: Type.Integer(), name: Type.String() })),
});
export type InstructionOwner = Static<typeof InstructionOwner>;
