import {
  instructionActNames,
  instructionStateNames,
  type InstructionAct,
  type InstructionOrder,
  type InstructionState,
} from '../../../contracts/instructions.ts';
import { isDay } from '../../platform/calendar.rules.ts';
import type { Objection } from '../../platform/problems.ts';

/** Whose an act is: the organisation that it was given to, whoever follows it up, or who wrote it. */
export type Party = 'owner' | 'follower' | 'author';

export interface InstructionRow {
  readonly act: InstructionAct;
  readonly from: readonly InstructionState[];
  /** Null: it stays where it is. */
  readonly to: InstructionState | null;
  readonly party: Party;
  readonly asksText: boolean;
  /** Who is told of it. */
  readonly tells: 'owner' | 'author' | null;
}
export const instructionRows: readonly InstructionRow[] = [
  { act: 'receive', from: ['issued'], to: 'received', party: 'owner', asksText: false, tells: 'author' },
  { act: 'reply', from: ['received'], to: null, party: 'owner', asksText: true, tells: 'author' },
  { act: 'finish', from: ['received'], to: 'finished', party: 'owner', asksText: true, tells: 'author' },
  { act: 'return', from: ['finished'], to: 'received', party: 'follower', asksText: true, tells: 'owner' },
  { act: 'remind', from: ['issued', 'received'], to: null, party: 'follower', asksText: false, tells: 'owner' },
  { act: 'extend', from: ['issued', 'received'], to: null, party: 'follower', asksText: true, tells: 'owner' },
  { act: 'close', from: ['received', 'finished'], to: 'closed', party: 'follower', asksText: true, tells: 'owner' },
  { act: 'withdraw', from: ['issued', 'received'], to: 'withdrawn', party: 'author', asksText: true, tells: 'owner' },
];

/** What can be done with an instruction in a state by somebody who is these parties. */
export const actsIn = (state: InstructionState, parties: ReadonlySet<Party>): InstructionAct[] =>
  instructionRows.filter(({ from, party }) => from.includes(state) && parties.has(party)).map(({ act }) => act);

/** An instruction as it stands, its row held. */
export interface HeldInstruction {
  readonly state: InstructionState;
  readonly revision: number;
  readonly dueOn: string;
}
/** The row of an order, or why it may not be taken. */
export function chooseAct(
  held: HeldInstruction,
  order: InstructionOrder,
  parties: ReadonlySet<Party>,
  today: string,
): { readonly row: InstructionRow } | { readonly objection: Objection } {
  const refuse = (code: Objection['code'], detail: string) => ({ objection: { code, detail } });
  if (order.revision !== held.revision) return refuse('changed-meanwhile', '批示办理情况已有变动');
  const row = instructionRows.find(({ act, from }) => act === order.act && from.includes(held.state));
  const [act, state] = [instructionActNames[order.act], instructionStateNames[held.state]];
  if (row === undefined) return refuse('not-in-this-state', `${state}的批示不能${act}`);
  if (!parties.has(row.party)) return refuse('not-permitted', `${act}须由${partyNames[row.party]}办理`);
  if (row.asksText && order.text === undefined) return refuse('check-failed', `${act}须填写说明`);
  if (order.act !== 'extend') return { row };
  if (order.dueOn === undefined || !isDay(order.dueOn) || order.dueOn < today)
    return refuse('check-failed', '新的期限应不早于今日');
  return order.dueOn === held.dueOn ? refuse('check-failed', '期限没有改动') : { row };
}
const partyNames: Readonly<Record<Party, string>> = { owner: '承办单位', follower: '督办方', author: '批示人' };

/** Past its day without being reported finished: what waits for its closing is nobody's delay but the office's. */
export const isOverdue = (state: InstructionState, dueOn: string, today: string): boolean =>
  (state === 'issued' || state === 'received') && dueOn < today;

export const whyNotGive = (dueOn: string, today: string): Objection | undefined =>
  isDay(dueOn) && dueOn >= today ? undefined : { code: 'check-failed', detail: '办理期限应不早于今日' };
