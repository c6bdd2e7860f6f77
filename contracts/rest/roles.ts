import { RoleLine } from '../roles.ts';
import { list, routes } from './route.ts';

/** The role matrix. It changes by a proposal that a second person confirms. */
export const rolesRoutes = routes({
  listRoles: {
    method: 'GET',
    path: '/api/roles',
    permission: 'roles.read',
    summary: '角色、数据范围与权限',
    reply: list(RoleLine),
  },
});
