import { monthText } from '../format/time.ts';
import type { ScoreReach } from '../live/scores.rules.ts';
import { states } from './states.ts';

/** Words of scores, wherever they are shown. */
export const scoreWords = {
  unit: '分',
  of: (text: string): string => `得分 ${text}`,
  scored: (scored: number, projects: number): string => `已评分 ${scored} / ${projects} 个项目`,
  place: (rank: number, scored: number, projects: number): string => `区内第 ${rank}　已评 ${scored}/${projects}`,
  missing: (n: number): string => `缺报 ${n} 项`,
  complete: '无缺报',
  until: (month: string): string => `计至 ${monthText(month)}`,
} as const;

const missingText = (n: number): string => (n === 0 ? scoreWords.complete : scoreWords.missing(n));

/** How good an area's score is: up to which month, of how many projects, with how much missing. */
export function reachText({ month, scored, projects, missing }: ScoreReach): string {
  if (month === null) return states.notScored;
  const covered = scored === 0 ? states.notScored : scoreWords.scored(scored, projects);
  return [scoreWords.until(month), covered, missingText(missing)].join('，');
}

/** How good a project's score is; null: it has no approved targets. */
export function scoreQuality(score: { score: string | null; month: string; missing: number } | null): string {
  if (score === null) return states.notScored;
  const held = score.score === null ? [states.notScored] : [];
  return [...held, scoreWords.until(score.month), missingText(score.missing)].join('，');
}
