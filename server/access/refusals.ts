import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { problems, type ProblemCode } from '../../contracts/errors.ts';
import type { Access } from './access.ts';
import { outcomeOf, type Attempt } from './attempts.rules.ts';
import type { Attempts } from './attempts.ts';
import { stranger } from './audit.ts';
import { actorFrom, fromOf } from './guard.ts';
import type { Session } from './sessions.ts';

/** What was asked for: the subject by the path's own parameters, as a change to it would have been recorded. */
function subjectOf(request: FastifyRequest): string {
  const named = Object.values((request.params ?? {}) as Record<string, string>).join('/');
  const path = request.url.split('?')[0] ?? '';
  return request.routeOptions.config.verb === undefined || named === '' ? `${request.method} ${path}` : named;
}

const strangersKey = (request: FastifyRequest): Attempt => ({
  actor: stranger('接口密钥', fromOf(request)),
  verb: 'session.refuse',
  subject: 'api-key',
  outcome: 'denied',
  reason: 'bad-key',
});

/** Has refused and failed requests of whoever is known recorded: one place for every route there is. */
export const refusalTeller =
  ({ access, attempts }: { readonly access: Pick<Access, 'resolveSession'>; readonly attempts: Attempts }) =>
  async (request: FastifyRequest, code: ProblemCode): Promise<void> => {
    // A key that is none, is over or was revoked belongs to nobody.
    if (code === 'bad-key') return attempts.note(strangersKey(request));
    const outcome = request.is404 ? undefined : outcomeOf(code, problems[code].status, request.method);
    if (outcome === undefined) return;
    // What another site asks for is refused before anybody looks who is behind it.
    const session =
      code === 'foreign-origin' ? await access.resolveSession(request.headers.cookie, false) : request.visitor;
    if (session === undefined) return;
    const verb = request.routeOptions.config.verb ?? 'request.send';
    attempts.note({
      actor: actorFrom(session, fromOf(request)),
      verb,
      subject: subjectOf(request).slice(0, 200),
      outcome,
      reason: code,
    });
  };

interface Handshake {
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
}

/** The same for rooms of the live sockets. Behind a proxy its own entry of the forwarded addresses counts, the last. */
export const roomRefusalTeller =
  ({ attempts, trustProxy }: { readonly attempts: Attempts; readonly trustProxy: boolean }) =>
  (session: Session, room: string, { address, headers }: Handshake): void => {
    const forwarded = trustProxy ? [headers['x-forwarded-for']].flat().at(-1)?.split(',').at(-1)?.trim() : undefined;
    const from = { address: forwarded || address, agent: headers['user-agent']?.slice(0, 200) ?? null };
    const told = {
      verb: 'room.join',
      subject: room.slice(0, 200),
      outcome: 'denied',
      reason: 'not-permitted',
    } as const;
    attempts.note({ actor: actorFrom(session, from), ...told });
  };
