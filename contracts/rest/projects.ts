import { Type } from 'typebox';
import { labels } from '../labels.ts';
import { curveScopes, ProjectCurves, ProjectDetail, ProjectRow } from '../projects.ts';
import { oneOf } from '../schema.ts';
import { Street } from '../streets.ts';
import { byCode, list, Nothing, routes } from './route.ts';

/** Which projects a list or an export is of. */
export const ProjectsQuery = Type.Object({
  streetCode: Type.Optional(Type.String()),
  departmentCode: Type.Optional(Type.String()),
});

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
    summary: '项目',
    query: ProjectsQuery,
    reply: list(ProjectRow),
  },
  getProject: {
    method: 'GET',
    path: '/api/projects/:code',
    permission: 'projects.read',
    summary: '项目详情',
    params: byCode,
    reply: ProjectDetail,
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
  getProjectCurves: {
    method: 'GET',
    path: '/api/project-curves/:scope/:code',
    permission: 'projects.read',
    summary: '双监控曲线:进度与计划、支付与用款计划',
    params: Type.Object({ scope: oneOf(curveScopes), code: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: ProjectCurves,
  },
});
