import { expect, it } from 'vitest';
import type { AreaFigures } from '../../contracts/live.ts';
import type { ProjectFigures, ProjectScoreFigure } from '../../contracts/projects.ts';
import { reachText, scoreQuality } from '../words/scores.ts';
import { classOf, isAnyScored, measures, measureText, shownMeasure } from './measures.ts';
import { scoreReach } from './scores.rules.ts';

const scoreOf = (more: Partial<ProjectScoreFigure>): ProjectScoreFigure => ({
  score: '86.935',
  grade: 'good',
  month: '2026-11',
  missing: 0,
  computedAt: 1,
  ...more,
});
const project = (score: ProjectScoreFigure | null): ProjectFigures => ({ score }) as ProjectFigures;
const street = (weighted: string | null): AreaFigures =>
  ({ projects: { score: { weighted, plain: null, scored: 0, computedAt: null } } }) as AreaFigures;

it('says of which month, how many projects and how much missing a score is', () => {
  const some = [
    project(scoreOf({ month: '2026-10', missing: 2 })),
    project(scoreOf({ score: null, missing: 3 })),
    project(scoreOf({})),
    project(null),
  ];
  expect(scoreReach(some)).toEqual({ month: '2026-11', scored: 2, projects: 4, missing: 5 });
  expect(reachText(scoreReach(some))).toBe('计至 2026年11月，已评分 2 / 4 个项目，缺报 5 项');
});

it('says 未评分 where nothing is scored, be it without targets or held back', () => {
  expect(reachText(scoreReach([project(null)]))).toBe('未评分');
  expect(reachText(scoreReach([project(scoreOf({ score: null, missing: 1 }))]))).toBe(
    '计至 2026年11月，未评分，缺报 1 项',
  );
  expect(scoreQuality(null)).toBe('未评分');
  expect(scoreQuality(scoreOf({ score: null, missing: 1 }))).toBe('未评分，计至 2026年11月，缺报 1 项');
  expect(scoreQuality(scoreOf({}))).toBe('计至 2026年11月，无缺报');
});

it('fills streets by the unrounded score and prints it from its digits; a street without one says so', () => {
  const texts = ['79.99999999', '80', '86.935', '91', null];
  expect(texts.map((text) => classOf(measures.score, measures.score.value(street(text))))).toEqual([0, 1, 2, 4, null]);
  expect(texts.map((text) => measureText(measures.score, street(text)))).toEqual([
    '80.00',
    '80.00',
    '86.94',
    '91.00',
    '未评分',
  ]);
});

it('shows the score until somebody chooses, once any street has one, and never one that is gone', () => {
  expect(isAnyScored([street(null), street('80')])).toBe(true);
  expect(isAnyScored([street(null)])).toBe(false);
  expect(shownMeasure(null, false)).toBe('progress');
  expect(shownMeasure(null, true)).toBe('score');
  expect(shownMeasure('noise', true)).toBe('noise');
  expect(shownMeasure('score', false)).toBe('progress');
});
