import { Type } from 'typebox';
import { SignInStep } from '../account.ts';
import { LoginName, PasswordText, Viewer } from '../people.ts';
import { administratorRoles } from '../permissions.ts';
import { NameText, oneOf } from '../schema.ts';
import { Nothing, routes } from './route.ts';

const SetupToken = Type.String({ minLength: 20, maxLength: 200 });

/** Coming in and going out. How people sign in, step by step, stands in `signIn.ts`. */
export const accessRoutes = routes({
  lookAtSetUpLink: {
    method: 'POST',
    path: '/api/setup/link',
    permission: 'public',
    summary: '查看一次性设置链接所建立的管理员',
    body: Type.Object({ token: SetupToken }),
    reply: Type.Object({ role: oneOf(administratorRoles) }),
  },
  setUp: {
    method: 'POST',
    path: '/api/setup',
    permission: 'public',
    verb: 'setup.complete',
    summary: '凭一次性链接建立管理员(系统、安全、审计各一)',
    body: Type.Object({
      token: SetupToken,
      loginName: LoginName,
      name: NameText,
      password: PasswordText,
    }),
    reply: SignInStep,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/sessions/current',
    permission: 'signedIn',
    verb: 'session.close',
    summary: '退出',
    reply: Nothing,
  },
  whoAmI: { method: 'GET', path: '/api/me', permission: 'signedIn', summary: '当前身份与权限', reply: Viewer },
  exchangeWallToken: {
    method: 'POST',
    path: '/api/wall-sessions',
    permission: 'public',
    verb: 'wall.exchange',
    summary: '大屏令牌换取会话',
    body: Type.Object({ token: Type.String({ minLength: 20, maxLength: 200 }) }),
    reply: Viewer,
  },
});
