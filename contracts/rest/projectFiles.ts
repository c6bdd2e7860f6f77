import { Type } from 'typebox';
import { Colleague, MapPoint, NewProject, PeopleEdit, PlaceFound, ProjectEdit, ProjectFile } from '../projectFiles.ts';
import { byCode, list, routes } from './route.ts';

/** Projects as they are entered and changed. */
export const projectFilesRoutes = routes({
  createProject: {
    method: 'POST',
    path: '/api/projects',
    permission: 'projects.manage',
    verb: 'project.create',
    summary: '新建项目',
    body: NewProject,
    reply: ProjectFile,
  },
  getProjectFile: {
    method: 'GET',
    path: '/api/projects/:code/file',
    permission: 'projects.read',
    summary: '项目登记信息与人员',
    params: byCode,
    reply: ProjectFile,
  },
  editProject: {
    method: 'PUT',
    path: '/api/projects/:code/file',
    permission: 'projects.manage',
    verb: 'project.edit',
    summary: '修改项目登记信息(审批后须说明理由)',
    params: byCode,
    body: ProjectEdit,
    reply: ProjectFile,
  },
  editProjectPeople: {
    method: 'PUT',
    path: '/api/projects/:code/people',
    permission: 'projects.manage',
    verb: 'project.people',
    summary: '修改项目人员及其职责',
    params: byCode,
    body: PeopleEdit,
    reply: ProjectFile,
  },
  listColleagues: {
    method: 'GET',
    path: '/api/projects/:code/colleagues',
    permission: 'projects.read',
    summary: '项目各相关单位的在岗人员',
    params: byCode,
    reply: list(Colleague),
  },
  findPlace: {
    method: 'GET',
    path: '/api/place',
    permission: 'projects.read',
    summary: '地图上一点所在的街道及其社区',
    query: Type.Object(MapPoint.properties),
    reply: PlaceFound,
  },
});
