import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditVerb } from '../../contracts/audit.ts';
import type { Viewer } from '../../contracts/people.ts';
import { isAdministrative, type Permission } from '../../contracts/permissions.ts';
import { rest, UNATTENDED_HEADER } from '../../contracts/rest.ts';
import type { AddressList } from '../platform/addresses.ts';
import type { Database, RequestDatabase } from '../platform/database.ts';
import { ProblemError } from '../platform/problems.ts';
import type { Access } from './access.ts';
import type { Actor, Origin } from './audit.ts';
import { actingName } from './sessions.rules.ts';
import { sessionMay, viewpointOf, type Session } from './sessions.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller must be allowed to do. A route without it keeps the server from starting. */
    permission?: Permission;
    /** Under which refused and failed attempts stand in the audit log. */
    verb?: AuditVerb;
    /** Lets a caller in who has no session: `/metrics` for the monitoring system. */
    alsoAllow?: (request: FastifyRequest) => boolean;
    /** Pages fetch it by themselves and cannot say so (pictures, sockets): it is no sign of a person. */
    unattended?: boolean;
  }
  interface FastifyRequest {
    visitor: Session | undefined;
    /** The database as the caller may see it by this route's permission. */
    db: RequestDatabase;
  }
}

/** The session behind a request, if there is one and its route asked for it. */
export const sessionOf = (request: FastifyRequest): Session | undefined => request.visitor;

/** Who is looking. @throws ProblemError not-signed-in */
export function viewerOf(request: FastifyRequest): Viewer {
  if (request.visitor === undefined) throw new ProblemError('not-signed-in');
  return request.visitor.viewer;
}

/** Where a request comes from, for sessions and the audit log. */
export const fromOf = (request: FastifyRequest) => ({
  address: request.ip,
  agent: request.headers['user-agent']?.slice(0, 200) ?? null,
});

/** A session's holder as the audit log names them. */
export const actorFrom = ({ personId, wallId, keyId, viewer }: Session, from: Origin): Actor => ({
  kind: viewer.kind,
  id: personId ?? wallId ?? keyId ?? null,
  name: viewer.name,
  roles: viewer.roles,
  ...from,
});

/** Who acts, and on whose behalf where a lent post carries the route's permission. @throws ProblemError not-signed-in */
export function actorOf(request: FastifyRequest): Actor {
  if (request.visitor === undefined) throw new ProblemError('not-signed-in');
  const { viewer, posts } = request.visitor;
  const name = actingName(viewer.name, posts, request.routeOptions.config.permission ?? 'signedIn');
  return { ...actorFrom(request.visitor, fromOf(request)), name };
}

/** The person who asks. @throws ProblemError not-permitted for whoever is no person */
export function personOf(request: FastifyRequest): number {
  const personId = request.visitor?.personId ?? null;
  if (personId === null) throw new ProblemError('not-permitted');
  return personId;
}

/** The key of the system that asks: what is for systems alone. @throws ProblemError not-permitted for whoever is none */
export function keyOf(request: FastifyRequest): number {
  const keyId = request.visitor?.keyId ?? null;
  if (keyId === null) throw new ProblemError('not-permitted');
  return keyId;
}

const setUpPaths: readonly string[] = [rest.setUp.path, rest.lookAtSetUpLink.path];

export interface Gate {
  readonly access: Pick<Access, 'resolveSession' | 'refusalOf'> & Partial<Pick<Access, 'resolveKey'>>;
  readonly db: Pick<Database, 'as'>;
  /** Where administrators may work from; everywhere when it is left out. */
  readonly adminAddresses?: AddressList;
}

/** Refuses whoever may not take this route. No permission in its configuration: nobody may. */
export async function requirePermission({ access, db, adminAddresses }: Gate, request: FastifyRequest): Promise<void> {
  if (request.is404) return;
  const { permission, alsoAllow, unattended } = request.routeOptions.config;
  request.db = db.as(viewpointOf(undefined, 'public'));
  const isAway = adminAddresses?.(request.ip) === false;
  // A set-up link makes an administrator: it is opened where they work.
  if (isAway && setUpPaths.includes(request.routeOptions.url ?? '')) throw new ProblemError('address-not-allowed');
  if (permission === 'public' || alsoAllow?.(request) === true) return;
  const isPresent = request.headers[UNATTENDED_HEADER] === undefined && unattended !== true;
  // Who comes with a key is that key, whatever cookies come along.
  request.visitor =
    (await access.resolveKey?.(request.headers.authorization)) ??
    (await access.resolveSession(request.headers.cookie, isPresent));
  if (request.visitor === undefined) throw new ProblemError(await access.refusalOf(request.headers.cookie));
  if (permission === undefined || !sessionMay(request.visitor, permission)) throw new ProblemError('not-permitted');
  if (isAway && isAdministrative(permission)) throw new ProblemError('address-not-allowed');
  request.db = db.as(viewpointOf(request.visitor, permission));
}

/** A room's or a raw route's permission is missing. */
export class MissingPermission extends Error {}

/** @throws MissingPermission when a kind of room names no permission */
export function guardRooms(rooms: Readonly<Record<string, Permission | undefined>>): void {
  for (const [kind, permission] of Object.entries(rooms))
    if (permission === undefined) throw new MissingPermission(`房间 ${kind} 未声明权限,服务拒绝启动`);
}

/**
 * Puts `requirePermission` before every route that is registered from here on (after the rate limit, before the body is
 * read), HEAD, raw and static ones included, and lets `ready()` reject when one names no permission.
 */
export function guardRoutes(app: FastifyInstance, gate: Gate): void {
  const seen: { method: string | string[]; url: string; config?: { permission?: Permission } }[] = [];
  app.decorateRequest('visitor', undefined);
  app.decorateRequest('db');
  app.addHook('onRoute', (route) => {
    seen.push(route);
    const before = route.onRequest ?? [];
    route.onRequest = [
      ...(Array.isArray(before) ? before : [before]),
      (request: FastifyRequest) => requirePermission(gate, request),
    ];
  });
  app.addHook('onReady', async () => {
    const bare = seen.filter((route) => route.config?.permission === undefined);
    if (bare.length === 0) return;
    const names = bare.map((route) => `${String(route.method)} ${route.url}`);
    throw new MissingPermission(`以下路由未声明权限,服务拒绝启动:${names.join('、')}`);
  });
}

/** Everything that `register` adds carries one permission: for plugins that bring routes of their own. */
export async function withPermission(
  app: FastifyInstance,
  permission: Permission,
  register: (scope: FastifyInstance) => Promise<unknown>,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission };
    });
    await register(scope);
  });
}
