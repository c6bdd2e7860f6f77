import type { ProjectScore, ScoreBar } from '../../contracts/scores.ts';

/** A step of the waterfall, in points of 100; `bar` is null for its first and its last. */
export interface WaterfallStep {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly bar: ScoreBar | null;
}
const FULL = 100;

/** What a bar takes away: its lost points, or all of it where the policy counts what is missing as nothing. */
function lostOf(bar: ScoreBar, { missingPolicy }: Pick<ProjectScore, 'missingPolicy'>): string | null {
  if (bar.lost !== null) return bar.lost;
  return bar.state === 'missing' && missingPolicy === 'zero' ? bar.weight : null;
}

/** What a bar takes away of 100: what is known is brought to it. Null: nothing. For the eye; digits are the server's. */
export function shareLost(bar: ScoreBar, score: ProjectScore): number | null {
  const [lost, known] = [lostOf(bar, score), Number(score.knownWeight)];
  return lost === null || known === 0 || Number(lost) === 0 ? null : (Number(lost) * FULL) / known;
}

/**
 * From 100 down to the score: a step for each indicator that lost points, in the order of the tree. What is not counted
 * takes nothing away: the rest is brought to 100. Doubles serve the drawing; what is read is printed from the digits.
 */
export function waterfallSteps(
  score: ProjectScore,
  words: { readonly full: string; readonly score: string },
): WaterfallStep[] {
  if (score.score === null || Number(score.knownWeight) === 0) return [];
  const steps: WaterfallStep[] = [{ name: words.full, from: 0, to: FULL, bar: null }];
  let level = FULL;
  for (const bar of score.bars) {
    const lost = shareLost(bar, score);
    if (lost === null) continue;
    const next = level - lost;
    steps.push({ name: bar.name, from: next, to: level, bar });
    level = next;
  }
  return [...steps, { name: words.score, from: 0, to: Number(score.score), bar: null }];
}
