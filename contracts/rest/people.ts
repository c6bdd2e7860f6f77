import { Type } from 'typebox';
import { LoginName, PasswordText, Person } from '../people.ts';
import { roles } from '../permissions.ts';
import { NameText, oneOf } from '../schema.ts';
import { byId, Nothing, list, routes } from './route.ts';

/** People. */
export const peopleRoutes = routes({
  listPeople: {
    method: 'GET',
    path: '/api/people',
    permission: 'people.read',
    summary: '人员清单',
    reply: list(Person),
  },
  createPerson: {
    method: 'POST',
    path: '/api/people',
    permission: 'people.manage',
    summary: '新增人员',
    body: Type.Object({
      loginName: LoginName,
      name: NameText,
      roles: Type.Array(oneOf(roles.filter((r) => r !== 'wall')), { minItems: 1 }),
      password: PasswordText,
    }),
    reply: Person,
  },
  deactivatePerson: {
    method: 'DELETE',
    path: '/api/people/:id',
    permission: 'people.manage',
    summary: '停用人员并结束其会话',
    params: byId,
    reply: Nothing,
  },
});
