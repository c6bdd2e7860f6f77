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
export function lostOf(bar: ScoreBar, { missingPolicy }: Pick<ProjectScore, 'missingPolicy'>): string | null {
  if (bar.lost !== null) return bar.lost;
  return bar.state === 'missing' && missingPolicy === 'zero' ? bar.weight : null;
}

/**
 * From 100 down to the score: a step for each indicator that lost points, in the order of the tree. What is not counted
 * takes nothing away: the rest is brought to 100. Doubles serve the drawing; what is read is printed from the digits.
 */
export function waterfallSteps(
  score: ProjectScore,
  words: { readonly full: string; readonly score: string },
): WaterfallStep[] {
  const known = Number(score.knownWeight);
  if (score.score === null || known === 0) return [];
  const steps: WaterfallStep[] = [{ name: words.full, from: 0, to: FULL, bar: null }];
  let level = FULL;
  for (const bar of score.bars) {
    const lost = lostOf(bar, score);
    if (lost === null || Number(lost) === 0) continue;
    const next = level - (Number(lost) * FULL) / known;
    steps.push({ name: bar.name, from: next, to: level, bar });
    level = next;
  }
  return [...steps, { name: words.score, from: 0, to: Number(score.score), bar: null }];
}
