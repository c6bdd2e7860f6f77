import { Type } from 'typebox';
import { Post } from '../organisation.ts';
import { GrantPost, LoginName, PasswordText, PeopleQuery, Person, PersonDetail } from '../people.ts';
import { NameText } from '../schema.ts';
import { byId, Nothing, routes } from './route.ts';

/** People. */
export const peopleRoutes = routes({
  listPeople: {
    method: 'GET',
    path: '/api/people',
    permission: 'people.read',
    summary: '人员清单(含 90 天未用账号)',
    query: PeopleQuery,
    reply: Type.Object({ rows: Type.Array(Person), total: Type.Integer() }),
  },
  readPerson: {
    method: 'GET',
    path: '/api/people/:id',
    permission: 'people.read',
    summary: '人员及其岗位、出借',
    params: byId,
    reply: PersonDetail,
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
    summary: '停用人员并结束其会话(管理员须第二人复核)',
    params: byId,
    reply: Nothing,
  },
  renamePerson: {
    method: 'PATCH',
    path: '/api/people/:id',
    permission: 'people.manage',
    verb: 'person.rename',
    summary: '修改姓名',
    params: byId,
    body: Type.Object({ name: NameText }),
    reply: Nothing,
  },
  reactivatePerson: {
    method: 'POST',
    path: '/api/people/:id/reactivation',
    permission: 'people.manage',
    verb: 'person.reactivate',
    summary: '恢复人员(管理员须第二人复核)',
    params: byId,
    reply: Nothing,
  },
  endSessionsOfPerson: {
    method: 'DELETE',
    path: '/api/people/:id/sessions',
    permission: 'people.manage',
    verb: 'person.end-sessions',
    summary: '结束人员的全部会话',
    params: byId,
    reply: Nothing,
  },
  givePassword: {
    method: 'POST',
    path: '/api/people/:id/password',
    permission: 'people.manage',
    verb: 'password.give',
    summary: '重置口令:给出新的初始口令,本人登录时修改(管理员除外)',
    params: byId,
    body: Type.Object({ password: PasswordText }),
    reply: Nothing,
  },
  grantPost: {
    method: 'POST',
    path: '/api/people/:id/posts',
    permission: 'posts.grant',
    verb: 'post.grant',
    summary: '授予岗位(管理员岗位须第二人复核)',
    params: byId,
    body: GrantPost,
    reply: Post,
  },
  endPost: {
    method: 'DELETE',
    path: '/api/posts/:id',
    permission: 'posts.grant',
    verb: 'post.end',
    summary: '收回岗位(管理员岗位须第二人复核)',
    params: byId,
    reply: Nothing,
  },
});
