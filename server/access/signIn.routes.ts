import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInStep } from '../../contracts/account.ts';
import type { Viewer } from '../../contracts/people.ts';
import { rest } from '../../contracts/rest.ts';
import { route, type App } from '../platform/httpRoute.ts';
import { ProblemError } from '../platform/problems.ts';
import { giveCookie, takeCookie, tokenFromCookies } from './cookie.ts';
import { standingAt } from './doorsteps.ts';
import { fromOf } from './guard.ts';
import type { OpenedSession } from './sessions.ts';
import {
  beginEnrolment,
  confirmEnrolment,
  setNewPassword,
  showFactor,
  signIn,
  standingFor,
  type Door,
  type Entry,
  type Visit,
} from './signIn.ts';
import { nextState } from './signIn.rules.ts';

export interface AccessRouteDeps extends Door {
  readonly config: { readonly publicOrigin: string };
}

/** For what a stranger may try: passwords, codes and links. */
export const STRICT = { perMinute: 20 };

/** The same, with the session that this browser brings along. */
export async function visitOf({ access }: Door, request: FastifyRequest): Promise<Visit> {
  const former = await access.resolveSession(request.headers.cookie, false);
  return {
    ...fromOf(request),
    formerSession: former === undefined || former.personId === null ? undefined : former.id,
  };
}

const doorstepToken = (request: FastifyRequest): string | undefined =>
  tokenFromCookies(request.headers.cookie, 'doorstep');

/** Puts a session that was just opened into the browser, and says who it belongs to. */
export async function welcome(deps: AccessRouteDeps, reply: FastifyReply, opened: OpenedSession): Promise<Viewer> {
  const session = await deps.access.sessions.resolve(opened.token);
  if (session === undefined) throw new ProblemError('not-signed-in');
  giveCookie(reply, opened, deps.config.publicOrigin);
  return session.viewer;
}

/** Answers a step: a session, or the cookie of the doorstep and what is asked for next. */
export async function answerEntry(deps: AccessRouteDeps, reply: FastifyReply, entry: Entry): Promise<SignInStep> {
  const { publicOrigin } = deps.config;
  if (entry.state === 'ready') {
    takeCookie(reply, publicOrigin, 'doorstep');
    return { state: 'ready', viewer: await welcome(deps, reply, entry.opened) };
  }
  if (entry.doorstep !== undefined) giveCookie(reply, entry.doorstep, publicOrigin, 'doorstep');
  return { state: entry.state, viewer: null };
}

/** Signing in, step by step. */
export function registerSignInRoutes(
  app: App,
  deps: AccessRouteDeps,
  provider: { readonly name: string } | undefined,
): void {
  const { db, clock, access } = deps;
  route(app, rest.signInOptions, async () => ({
    secondFactor: access.factors.mode,
    provider: provider?.name ?? null,
  }));
  route(
    app,
    rest.signIn,
    async ({ body, request, reply }) =>
      answerEntry(deps, reply, await signIn(deps, body, await visitOf(deps, request))),
    STRICT,
  );
  route(app, rest.signInStep, async ({ request }) => {
    const standing = await standingAt(db, clock, doorstepToken(request));
    return { state: nextState(standing, access.factors.mode, clock.now()), viewer: null };
  });
  route(
    app,
    rest.showFactor,
    async ({ body, request, reply }) => {
      const standing = await standingFor(deps, doorstepToken(request), 'second-factor');
      return answerEntry(deps, reply, await showFactor(deps, standing, body.proof, await visitOf(deps, request)));
    },
    STRICT,
  );
  route(
    app,
    rest.setNewPassword,
    async ({ body, request, reply }) => {
      const standing = await standingFor(deps, doorstepToken(request), 'change-password');
      return answerEntry(
        deps,
        reply,
        await setNewPassword(deps, standing, body.password, await visitOf(deps, request)),
      );
    },
    STRICT,
  );
  route(
    app,
    rest.beginEnrolment,
    async ({ request }) => beginEnrolment(deps, await standingFor(deps, doorstepToken(request), 'enrol')),
    STRICT,
  );
  route(
    app,
    rest.confirmEnrolment,
    async ({ body, request, reply }) => {
      const standing = await standingFor(deps, doorstepToken(request), 'enrol');
      const { codes, entry } = await confirmEnrolment(deps, standing, body.code, await visitOf(deps, request));
      return { step: await answerEntry(deps, reply, entry), codes };
    },
    STRICT,
  );
}
