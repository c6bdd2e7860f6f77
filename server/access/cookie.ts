import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';

/** A secret on its way into the browser. */
export interface Handed {
  readonly token: string;
  readonly expiresAt: number;
}

/**
 * Our cookies, each out of reach of scripts. `doorstep` stands for somebody between two steps of signing in and is sent
 * to those wires alone. `provider` must come along when the OpenID provider sends the browser back, and so cannot be
 * strict: it proves nothing but that this browser set out. `respondent` tells one device's answer to a survey from
 * another's: it goes to those wires alone and is kept nowhere but as a keyed hash for each survey.
 */
const cookies = {
  session: { name: 'xw_session', path: '/', sameSite: 'strict' },
  doorstep: { name: 'xw_doorstep', path: '/api/sign-in', sameSite: 'strict' },
  provider: { name: 'xw_provider', path: '/api/provider', sameSite: 'lax' },
  respondent: { name: 'xw_respondent', path: '/api/questionnaires', sameSite: 'strict' },
} as const;
export type CookieKind = keyof typeof cookies;
export const SESSION_COOKIE = cookies.session.name;
export const DOORSTEP_COOKIE = cookies.doorstep.name;
export const PROVIDER_COOKIE = cookies.provider.name;

/** The token in a `Cookie` header, if there is one of the right shape. */
export const tokenFromCookies = (header: string | undefined, kind: CookieKind = 'session'): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookies[kind].name}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(header ?? '')?.[1];

/** Out of reach of scripts and of other sites; `secure` where browsers reach us by https. */
export const cookieOptions = (publicOrigin: string, kind: CookieKind = 'session'): CookieSerializeOptions => ({
  path: cookies[kind].path,
  httpOnly: true,
  sameSite: cookies[kind].sameSite,
  secure: publicOrigin.startsWith('https:'),
});

/** Hands a token to the browser. It goes nowhere else. */
export const giveCookie = (
  reply: FastifyReply,
  { token, expiresAt }: Handed,
  publicOrigin: string,
  kind: CookieKind = 'session',
): FastifyReply =>
  reply.setCookie(cookies[kind].name, token, {
    ...cookieOptions(publicOrigin, kind),
    expires: new Date(expiresAt),
  });

/** Takes a token back from the browser. */
export const takeCookie = (reply: FastifyReply, publicOrigin: string, kind: CookieKind = 'session'): FastifyReply =>
  reply.clearCookie(cookies[kind].name, cookieOptions(publicOrigin, kind));
