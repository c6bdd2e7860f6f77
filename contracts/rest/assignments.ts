import { Assignment, NewAssignment } from '../assignments.ts';
import { byId, list, Nothing, routes } from './route.ts';

/** Projects given to evaluators until a date. */
export const assignmentsRoutes = routes({
  listAssignments: {
    method: 'GET',
    path: '/api/assignments',
    permission: 'assignments.manage',
    summary: '项目派发清单',
    reply: list(Assignment),
  },
  assignProject: {
    method: 'POST',
    path: '/api/assignments',
    permission: 'assignments.manage',
    verb: 'project.assign',
    summary: '派发项目(至指定日期)',
    body: NewAssignment,
    reply: Assignment,
  },
  endAssignment: {
    method: 'DELETE',
    path: '/api/assignments/:id',
    permission: 'assignments.manage',
    verb: 'project.unassign',
    summary: '收回派发',
    params: byId,
    reply: Nothing,
  },
});
