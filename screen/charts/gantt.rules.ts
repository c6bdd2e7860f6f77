import type { Instant } from '../../contracts/glossary.ts';
import type { Milestone } from '../../contracts/projects.ts';

/** Of a piece of work: whether it is over, running, or still to come; and whether it should have been over. */
export type WorkState = 'done' | 'under-way' | 'to-come';

export interface GanttRow {
  readonly milestone: Milestone;
  readonly state: WorkState;
  readonly isLate: boolean;
  /** What is drawn for the work itself; null for what has not begun: no start is guessed. */
  readonly bar: { readonly from: Instant; readonly to: Instant } | null;
}

export function ganttRow(milestone: Milestone, now: Instant): GanttRow {
  const { actualFrom, actualTo, plannedTo, isEvent } = milestone;
  const begun = actualFrom ?? actualTo;
  const state = actualTo !== null ? 'done' : begun !== null && !isEvent ? 'under-way' : 'to-come';
  const isLate = (actualTo ?? now) > plannedTo;
  // Work under way is open at its end: it reaches its planned end, or today once that has passed.
  const bar = begun === null ? null : { from: begun, to: actualTo ?? Math.max(plannedTo, now) };
  return { milestone, state, isLate, bar };
}

/** From the first to the last date that is drawn, with a twentieth of air on both sides. */
export function ganttSpan(milestones: readonly Milestone[], now: Instant): { from: Instant; to: Instant } {
  const dates = milestones.flatMap((m) =>
    [m.plannedFrom, m.plannedTo, m.actualFrom, m.actualTo].filter((d) => d !== null),
  );
  if (dates.length === 0) return { from: now, to: now + 1 };
  const [from, to] = [Math.min(...dates), Math.max(...dates)];
  const air = (to - from) / 20;
  return { from: from - air, to: to + air };
}

const isLatin = (letter: string): boolean => letter.charCodeAt(0) < 0x2e80;
/** Width of a text in ems: a Chinese character is one, a Latin one about half. */
export const emsOf = (text: string): number => [...text].reduce((sum, letter) => sum + (isLatin(letter) ? 0.55 : 1), 0);

/** A name in lines of at most so many ems; braces and bars would be read as marks of style. */
export function linesOf(name: string, ems: number): string[] {
  const lines = [''];
  for (const letter of name.replace(/[{}|\n]/g, ' ')) {
    const line = lines.at(-1) ?? '';
    if (emsOf(line + letter) > ems) lines.push(letter);
    else lines[lines.length - 1] = line + letter;
  }
  return lines;
}
