import { Type } from 'typebox';
import { Account, AccountNotice, Enrolment, FactorProof, OneTimeCode, OwnSession, RecoveryCodes } from '../account.ts';
import { PasswordText } from '../people.ts';
import { list, Nothing, routes } from './route.ts';

const CurrentPassword = Type.String({ minLength: 1, maxLength: 200 });

/** One's own account. Of people only: a wall has none. */
export const accountRoutes = routes({
  readAccount: {
    method: 'GET',
    path: '/api/account',
    permission: 'signedIn',
    summary: '本人账号',
    reply: Account,
  },
  changePassword: {
    method: 'POST',
    path: '/api/account/password',
    permission: 'signedIn',
    verb: 'password.change',
    summary: '修改本人口令并结束本人其他会话',
    body: Type.Object({ current: CurrentPassword, password: PasswordText }),
    reply: Nothing,
  },
  beginReplacement: {
    method: 'POST',
    path: '/api/account/second-factor',
    permission: 'signedIn',
    verb: 'factor.enrol',
    summary: '更换验证器:取得新密钥',
    body: Type.Object({ current: CurrentPassword, proof: FactorProof }),
    reply: Enrolment,
  },
  confirmReplacement: {
    method: 'POST',
    path: '/api/account/second-factor/confirm',
    permission: 'signedIn',
    verb: 'factor.enrol',
    summary: '更换验证器:以新验证码确认',
    body: Type.Object({ code: OneTimeCode }),
    reply: RecoveryCodes,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/api/account/recovery-codes',
    permission: 'signedIn',
    verb: 'factor.renew-codes',
    summary: '重新生成恢复码,旧码作废',
    body: Type.Object({ code: OneTimeCode }),
    reply: RecoveryCodes,
  },
  listOwnSessions: {
    method: 'GET',
    path: '/api/account/sessions',
    permission: 'signedIn',
    summary: '本人会话',
    reply: list(OwnSession),
  },
  endOwnSession: {
    method: 'DELETE',
    path: '/api/account/sessions/:id',
    permission: 'signedIn',
    verb: 'session.revoke',
    summary: '结束本人的一个会话',
    params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    reply: Nothing,
  },
  listNotices: {
    method: 'GET',
    path: '/api/account/notices',
    permission: 'signedIn',
    summary: '本人账号的未读提醒',
    reply: list(AccountNotice),
  },
  readNotices: {
    method: 'POST',
    path: '/api/account/notices/read',
    permission: 'signedIn',
    summary: '提醒已阅',
    body: Type.Object({ upTo: Type.Integer({ minimum: 1 }) }),
    reply: Nothing,
  },
  beginBinding: {
    method: 'POST',
    path: '/api/account/provider',
    permission: 'signedIn',
    verb: 'provider.bind',
    summary: '绑定统一身份:取得跳转地址',
    body: Type.Object({ current: CurrentPassword }),
    reply: Type.Object({ url: Type.String() }),
  },
  endBinding: {
    method: 'DELETE',
    path: '/api/account/provider',
    permission: 'signedIn',
    verb: 'provider.unbind',
    summary: '解除统一身份绑定',
    reply: Nothing,
  },
});
