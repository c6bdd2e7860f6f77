import { Type } from 'typebox';
import { Post } from '../organisation.ts';
import { GrantPost, LoginName, PasswordText, Person } from '../people.ts';
import { NameText } from '../schema.ts';
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
    verb: 'person.create',
    summary: '新增人员',
    body: Type.Object({
      loginName: LoginName,
      name: NameText,
      password: PasswordText,
    }),
    reply: Person,
  },
  deactivatePerson: {
    method: 'DELETE',
    path: '/api/people/:id',
    permission: 'people.manage',
    verb: 'person.deactivate',
    summary: '停用人员并结束其会话',
    params: byId,
    reply: Nothing,
  },
  grantPost: {
    method: 'POST',
    path: '/api/people/:id/posts',
    permission: 'posts.grant',
    verb: 'post.grant',
    summary: '授予岗位',
    params: byId,
    body: GrantPost,
    reply: Post,
  },
  endPost: {
    method: 'DELETE',
    path: '/api/posts/:id',
    permission: 'posts.grant',
    verb: 'post.end',
    summary: '收回岗位',
    params: byId,
    reply: Nothing,
  },
});
