import { Type, type Static } from 'typebox';
import { EarnedStatement } from '../earnedValue.ts';
import { labels } from '../labels.ts';
import {
  curveScopes,
  lights,
  projectCategories,
  ProjectCurves,
  ProjectDetail,
  projectPhases,
  ProjectRow,
  projectSorts,
} from '../projects.ts';
import { CodeText, nullable, oneOf } from '../schema.ts';
import { Street } from '../streets.ts';
import { byCode, list, Nothing, routes } from './route.ts';

/** Which projects a list or an export is of; nothing named: all within reach. */
export const ProjectsQuery = Type.Object({
  /** In the name or the number, whatever the case. */
  text: Type.Optional(Type.String({ maxLength: 80 })),
  streetCode: Type.Optional(CodeText),
  departmentCode: Type.Optional(CodeText),
  category: Type.Optional(oneOf(projectCategories)),
  phase: Type.Optional(oneOf(projectPhases)),
  label: Type.Optional(oneOf(labels)),
});
export type ProjectsQuery = Static<typeof ProjectsQuery>;

/** A page of the list. Rows that are alike in what they are sorted by stand in the order of their numbers. */
export const ProjectPageQuery = Type.Object({
  ...ProjectsQuery.properties,
  /** As the live state judges it now. */
  light: Type.Optional(oneOf(lights)),
  sort: Type.Optional(oneOf(projectSorts)),
  descending: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
});
export type ProjectPageQuery = Static<typeof ProjectPageQuery>;

/** An export: of what the filters leave, or of these projects alone; all columns, or these in this order. */
export const ProjectsExportQuery = Type.Object({
  ...ProjectsQuery.properties,
  /** As the live state judges it now. */
  light: Type.Optional(oneOf(lights)),
  /** Numbers with a comma between. */
  ids: Type.Optional(Type.String({ minLength: 1, maxLength: 8_200, pattern: '^[A-Za-z0-9_,-]+$' })),
  /** Keys of `projectExportHeads` with a comma between. */
  columns: Type.Optional(Type.String({ minLength: 1, maxLength: 400, pattern: '^[A-Za-z,]+$' })),
  as: Type.Optional(oneOf(['csv', 'xlsx'])),
});
export type ProjectsExportQuery = Static<typeof ProjectsExportQuery>;

/** How many projects can be taken at a time. */
export const MOST_CHOSEN = 200;
/** What became of one project of many: null, or why it was passed over. */
export const ChosenOutcome = Type.Object({ id: Type.String(), refusal: nullable(Type.String()) });

/** A row of the list, with its light; null: nothing is known yet that it could be judged by. */
export const ListedProject = Type.Object({ ...ProjectRow.properties, light: nullable(oneOf(lights)) });
export type ListedProject = Static<typeof ListedProject>;

/** Streets and projects. */
export const projectsRoutes = routes({
  listStreets: {
    method: 'GET',
    path: '/api/streets',
    permission: 'projects.read',
    summary: '街道',
    reply: list(Street),
  },
  listProjects: {
    method: 'GET',
    path: '/api/projects',
    permission: 'projects.read',
    summary: '项目清单(分页、排序、筛选)',
    query: ProjectPageQuery,
    reply: Type.Object({ rows: Type.Array(ListedProject), total: Type.Integer() }),
  },
  getProject: {
    method: 'GET',
    path: '/api/projects/:code',
    permission: 'projects.read',
    summary: '项目详情',
    params: byCode,
    reply: ProjectDetail,
  },
  getEarnedValue: {
    method: 'GET',
    path: '/api/projects/:code/earned-value',
    permission: 'projects.read',
    summary: '项目挣值',
    params: byCode,
    reply: EarnedStatement,
  },
  relabelProject: {
    method: 'PUT',
    path: '/api/projects/:code/label',
    permission: 'labels.manage',
    verb: 'project.relabel',
    summary: '标注项目密级',
    params: byCode,
    body: Type.Object({ label: oneOf(labels) }),
    reply: Nothing,
  },
  relabelProjects: {
    method: 'POST',
    path: '/api/project-labels',
    permission: 'labels.manage',
    verb: 'project.relabel',
    summary: '批量标注项目密级',
    body: Type.Object({
      ids: Type.Array(CodeText, { minItems: 1, maxItems: MOST_CHOSEN, uniqueItems: true }),
      label: oneOf(labels),
    }),
    reply: list(ChosenOutcome),
  },
  getProjectCurves: {
    method: 'GET',
    path: '/api/project-curves/:scope/:code',
    permission: 'projects.read',
    summary: '双监控曲线:进度与计划、支付与用款计划',
    params: Type.Object({ scope: oneOf(curveScopes), code: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: ProjectCurves,
  },
});
