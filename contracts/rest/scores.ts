import { Type } from 'typebox';
import { grades } from '../grades.ts';
import { curveScopes, lights, projectCategories } from '../projects.ts';
import { CodeText, oneOf } from '../schema.ts';
import { GroupScore, MonthText, ProjectScore, ScoredRow, ScoreHistory, scoreSorts, Year } from '../scores.ts';
import { byCode, list, routes } from './route.ts';

/** Scores: of projects with their waterfall, of streets, departments and sectors, and how they came to be. */
export const scoresRoutes = routes({
  listScores: {
    method: 'GET',
    path: '/api/scores',
    permission: 'scores.read',
    summary: '项目绩效得分(某月末)',
    query: Type.Object({
      month: MonthText,
      grade: Type.Optional(oneOf([...grades, 'none'] as const)),
      light: Type.Optional(oneOf(lights)),
      category: Type.Optional(oneOf(projectCategories)),
      streetCode: Type.Optional(CodeText),
      departmentCode: Type.Optional(CodeText),
      /** Part of a project's name or code. */
      text: Type.Optional(Type.String({ maxLength: 60 })),
      sort: Type.Optional(oneOf(scoreSorts)),
      descending: Type.Optional(Type.Boolean()),
      page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
      size: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    reply: Type.Object({ rows: Type.Array(ScoredRow), total: Type.Integer() }),
  },
  getScore: {
    method: 'GET',
    path: '/api/scores/:code',
    permission: 'scores.read',
    summary: '项目得分瀑布:逐项指标的目标、完成值、算式与佐证',
    params: byCode,
    query: Type.Object({ year: Year, month: Type.Optional(MonthText) }),
    reply: ProjectScore,
  },
  getScoreHistory: {
    method: 'GET',
    path: '/api/scores/:code/history',
    permission: 'scores.read',
    summary: '项目得分的逐月变化与缘由',
    params: byCode,
    query: Type.Object({ year: Year }),
    reply: ScoreHistory,
  },
  listGroupScores: {
    method: 'GET',
    path: '/api/group-scores',
    permission: 'scores.read',
    summary: '全区、街道、部门、行业得分(逐月)',
    query: Type.Object({ year: Year, scope: Type.Optional(oneOf(curveScopes)) }),
    reply: list(GroupScore),
  },
});
