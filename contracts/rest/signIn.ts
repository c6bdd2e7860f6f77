import { Type } from 'typebox';
import { Enrolment, FactorProof, OneTimeCode, SignInOptions, SignInStep } from '../account.ts';
import { PasswordText } from '../people.ts';
import { routes } from './route.ts';

/**
 * Signing in, step by step. After the first factor a short-lived cookie of its own stands for the visitor; it opens
 * these wires and nothing else.
 */
export const signInRoutes = routes({
  signInOptions: {
    method: 'GET',
    path: '/api/sign-in',
    permission: 'public',
    summary: '可用的登录方式',
    reply: SignInOptions,
  },
  signIn: {
    method: 'POST',
    path: '/api/sessions',
    permission: 'public',
    summary: '登录:用户名与口令',
    body: Type.Object({
      loginName: Type.String({ minLength: 1, maxLength: 40 }),
      password: Type.String({ minLength: 1, maxLength: 200 }),
    }),
    reply: SignInStep,
  },
  signInStep: {
    method: 'GET',
    path: '/api/sign-in/step',
    permission: 'public',
    summary: '登录进行到哪一步',
    reply: SignInStep,
  },
  showFactor: {
    method: 'POST',
    path: '/api/sign-in/second-factor',
    permission: 'public',
    summary: '登录:验证码或恢复码',
    body: Type.Object({ proof: FactorProof }),
    reply: SignInStep,
  },
  setNewPassword: {
    method: 'POST',
    path: '/api/sign-in/password',
    permission: 'public',
    summary: '登录:设置新口令',
    body: Type.Object({ password: PasswordText }),
    reply: SignInStep,
  },
  beginEnrolment: {
    method: 'POST',
    path: '/api/sign-in/enrolment',
    permission: 'public',
    summary: '登录:取得验证器密钥',
    reply: Enrolment,
  },
  confirmEnrolment: {
    method: 'POST',
    path: '/api/sign-in/enrolment/confirm',
    permission: 'public',
    summary: '登录:以验证码确认验证器',
    body: Type.Object({ code: OneTimeCode }),
    reply: Type.Object({ step: SignInStep, codes: Type.Array(Type.String()) }),
  },
});
