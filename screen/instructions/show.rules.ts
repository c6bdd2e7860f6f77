import type { Instruction, InstructionAct, InstructionState } from '../../contracts/instructions.ts';
import type { TagTone } from '../admin/parts/TagMark.vue';
import { instructionWords as words } from '../words/instructions.ts';

const tones: Readonly<Record<InstructionState, TagTone>> = {
  issued: 'draft',
  received: 'chosen',
  finished: 'ok',
  closed: 'plain',
  withdrawn: 'plain',
};
export const stateTone = ({ state, isOverdue }: Pick<Instruction, 'state' | 'isOverdue'>): TagTone =>
  isOverdue ? 'bad' : tones[state];

/** Whole days from a day to another, both `2026-11-25`. */
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
/** How an open instruction stands to its day; empty once it is closed or waits for its closing. */
export function dueText({ state, dueOn }: Pick<Instruction, 'state' | 'dueOn'>, today: string): string {
  if (state !== 'issued' && state !== 'received') return '';
  const days = daysBetween(today, dueOn);
  return days < 0 ? words.overdue(-days) : days === 0 ? words.dueToday : words.daysLeft(days);
}

/** Acts that end or send back something. */
export const isGrave = (act: InstructionAct): boolean => act === 'withdraw' || act === 'return';
/** Acts that must say something. */
export const asksText = (act: InstructionAct): boolean => act !== 'receive' && act !== 'remind';
