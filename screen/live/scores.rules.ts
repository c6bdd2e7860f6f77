import type { ProjectFigures } from '../../contracts/projects.ts';
import { DAY_MS } from '../format/time.ts';

/** Scores are of months: one that was computed within its month is as new as can be. */
export const SCORE_PERIOD_MS = 31 * DAY_MS;

/** For places on a scale and for order; what is read is printed from the digits. */
export const scoreNumber = (score: string | null): number | null => (score === null ? null : Number(score));

/** What the scores of some projects speak of. */
export interface ScoreReach {
  /** The newest month that any of them is of; null without any. */
  readonly month: string | null;
  readonly scored: number;
  readonly projects: number;
  /** Indicators of theirs that are due and not reported. */
  readonly missing: number;
}

export function scoreReach(projects: readonly ProjectFigures[]): ScoreReach {
  const known = projects.flatMap(({ score }) => (score === null ? [] : [score]));
  return {
    month: known.reduce<string | null>((newest, { month }) => (month > (newest ?? '') ? month : newest), null),
    scored: known.filter(({ score }) => score !== null).length,
    projects: projects.length,
    missing: known.reduce((sum, { missing }) => sum + missing, 0),
  };
}
