import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { OpenedSession } from './sessions.ts';

export const SESSION_COOKIE = 'xw_session';
const pattern = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([A-Za-z0-9_-]{43})(?:;|$)`);

/** The session token in a `Cookie` header, if there is one of the right shape. */
export const tokenFromCookies = (header: string | undefined): string | undefined => pattern.exec(header ?? '')?.[1];

/** Out of reach of scripts and of other sites; `secure` where browsers reach us by https. */
export const cookieOptions = (publicOrigin: string): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure: publicOrigin.startsWith('https:'),
});

/** Hands the session to the browser. The token goes nowhere else. */
export const giveCookie = (reply: FastifyReply, opened: OpenedSession, publicOrigin: string): FastifyReply =>
  reply.setCookie(SESSION_COOKIE, opened.token, {
    ...cookieOptions(publicOrigin),
    expires: new Date(opened.expiresAt),
  });

/** Takes the session back from the browser. */
export const takeCookie = (reply: FastifyReply, publicOrigin: string): FastifyReply =>
  reply.clearCookie(SESSION_COOKIE, cookieOptions(publicOrigin));
