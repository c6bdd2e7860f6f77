import { rawRoutes, rest } from '../../contracts/rest.ts';
import { route, type App } from '../platform/httpRoute.ts';
import { ProblemError } from '../platform/problems.ts';
import { accountOf, askPassword } from './account.ts';
import { commit, record, stranger, type Action } from './audit.ts';
import { giveCookie, takeCookie, tokenFromCookies } from './cookie.ts';
import { findByPersonId } from './doorsteps.ts';
import { actorOf, fromOf, sessionOf } from './guard.ts';
import { addNotice, type From } from './notices.ts';
import type { Provider } from './provider.ts';
import { answerEntry, STRICT, visitOf, type AccessRouteDeps } from './signIn.routes.ts';
import { actorAtDoor, comeToDoor, recordRefusal } from './signIn.ts';

/** What the sign-in page or the account page says to whoever comes back. */
export type ProviderOutcome = 'step' | 'unbound' | 'failed' | 'bound' | 'taken';
const pageFor = (outcome: ProviderOutcome): string =>
  outcome === 'bound' || outcome === 'taken' ? `/account?provider=${outcome}` : `/sign-in?provider=${outcome}`;
const limited = { rateLimit: { max: STRICT.perMinute, timeWindow: 60_000 } };

/** Signing in by way of the OpenID provider, and binding an identity there to one's own account. */
export function registerProviderRoutes(app: App, deps: AccessRouteDeps, provider: Provider): void {
  const { publicOrigin } = deps.config;
  const { providerStart, providerReturn } = rawRoutes;

  app.get(providerStart.path, { config: { permission: providerStart.permission, ...limited } }, async (_, reply) => {
    const { url, visit } = await provider.begin(null);
    return giveCookie(reply, visit, publicOrigin, 'provider').redirect(url);
  });

  app.get(
    providerReturn.path,
    { config: { permission: providerReturn.permission, ...limited } },
    async (request, reply) => {
      takeCookie(reply, publicOrigin, 'provider');
      const token = tokenFromCookies(request.headers.cookie, 'provider');
      const at = request.url.indexOf('?');
      const from = fromOf(request);
      try {
        const returned = await provider.finish(token, at < 0 ? '' : request.url.slice(at));
        if (returned.personId !== null)
          return reply.redirect(pageFor(await bind(deps, provider, returned.subject, returned.personId, from)));
        const personId = await provider.personOf(returned.subject);
        const person = personId === undefined ? undefined : await findByPersonId(deps.db, personId);
        if (person === undefined) {
          const subject = `${provider.name}:${returned.subject}`;
          await commit(deps.db, recordRefusal, stranger(subject, from), { subject, reason: 'provider-unbound' });
          return reply.redirect(pageFor('unbound'));
        }
        const entry = await comeToDoor(deps, person, 'provider', await visitOf(deps, request));
        await answerEntry(deps, reply, entry);
        return reply.redirect(entry.state === 'ready' ? '/' : pageFor('step'));
      } catch (error) {
        if (!(error instanceof ProblemError) || !['step-over', 'provider-away'].includes(error.code)) throw error;
        const subject = provider.name;
        await commit(deps.db, recordRefusal, stranger(subject, from), { subject, reason: error.code });
        return reply.redirect(pageFor('failed'));
      }
    },
  );

  route(
    app,
    rest.beginBinding,
    async ({ body, request, reply }) => {
      const own = await accountOf(deps, sessionOf(request));
      await askPassword(deps, own, body.current, fromOf(request));
      const { url, visit } = await provider.begin(own.person.personId);
      giveCookie(reply, visit, publicOrigin, 'provider');
      return { url };
    },
    STRICT,
  );
  route(app, rest.endBinding, async ({ request }) => {
    const { person } = await accountOf(deps, sessionOf(request));
    const end: Action<'provider.unbind', number, undefined> = async (tx, actor, personId) => {
      if (!(await provider.unbind(tx, personId))) throw new ProblemError('not-found', '绑定');
      return record(tx, { actor, verb: 'provider.unbind', subject: person.loginName });
    };
    await commit(deps.db, end, actorOf(request), person.personId);
    return null;
  });
}

async function bind(
  { db, clock }: AccessRouteDeps,
  provider: Provider,
  subject: string,
  personId: number,
  from: From,
): Promise<ProviderOutcome> {
  const person = await findByPersonId(db, personId);
  if (person === undefined) return 'failed';
  const bindTo: Action<'provider.bind', string, boolean> = async (tx, actor, identity) => {
    if (!(await provider.bind(tx, identity, personId))) throw new ProblemError('already-exists');
    await addNotice(tx, { personId, at: clock.now(), kind: 'provider-bound', ...from });
    const after = { provider: provider.name, identity };
    return record(tx, { actor, verb: 'provider.bind', subject: person.loginName, after }, true);
  };
  try {
    await commit(db, bindTo, actorAtDoor(person, from), subject);
    return 'bound';
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'already-exists') return 'taken';
    throw error;
  }
}
