import { dueMonthsOf } from '../../../contracts/indicators.ts';
import type { ProjectScore, ScoreBar } from '../../../contracts/scores.ts';
import type { DueState } from '../../../contracts/values.ts';

/** Where the input of a bar is seen and corrected: 填报与审核 in the month of its value, its target opened. */
export interface InputPlace {
  readonly month: string;
  /** Finds the target among the others; the server takes no more than 60 letters. */
  readonly text: string;
  readonly target: string;
  readonly state?: DueState;
}
const LONGEST = 60;

/** The last month up to the score's in which a value was due. */
function lastDue({ frequency }: ScoreBar, month: string): string {
  const last = Number(month.slice(5));
  const due = dueMonthsOf(frequency).filter((one) => one <= last);
  return `${month.slice(0, 5)}${String(due.at(-1) ?? last).padStart(2, '0')}`;
}

export function inputPlace(bar: ScoreBar, { projectId, month }: Pick<ProjectScore, 'projectId' | 'month'>): InputPlace {
  const where = { text: `${projectId} ${bar.name}`.slice(0, LONGEST), target: String(bar.targetId) };
  if (bar.month !== null) return { ...where, month: bar.month };
  return bar.state === 'not-due' ? { ...where, month, state: 'not-due' } : { ...where, month: lastDue(bar, month) };
}
