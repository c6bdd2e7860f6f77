import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { THUMBNAIL_BYTES, thumbnailTypes, type WallCommand } from '../../../contracts/walls.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, sessionOf } from '../../access/guard.ts';
import { sessionMay } from '../../access/sessions.ts';
import type { Door } from '../../access/signIn.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { WallDesk } from './wallDesk.ts';
import { sniffThumbnail, type Caster } from './walls.rules.ts';
import { castToWall, createWall, holdCast, listWalls, recordTelling, releaseWall, revokeWall } from './walls.ts';

export interface WallRouteDeps extends Door {
  readonly desk: WallDesk;
  readonly tell: (wallId: number, command: WallCommand) => void;
}

/** For how long a wall shows its name. */
const IDENTIFY_MS = 15_000;

/** @throws ProblemError not-permitted for a session that is not a person's */
function casterOf(request: FastifyRequest): Caster {
  const session = sessionOf(request);
  if (!session || session.personId === null) throw new ProblemError('not-permitted');
  return { personId: session.personId, name: session.viewer.name, manages: sessionMay(session, 'walls.manage') };
}

/** Walls: issued and revoked, watched, told what to show. */
export function registerWallRoutes(app: App, deps: WallRouteDeps): void {
  const { db, clock, desk, tell } = deps;
  route(app, rest.listWalls, async () => ({ rows: (await listWalls(db)).map((row) => desk.describe(row)) }));
  route(app, rest.createWall, async ({ body, request }) => {
    const { wall, path } = await createWall(deps, body.name, actorOf(request));
    return { wall: desk.describe(wall), path };
  });
  route(app, rest.revokeWall, async ({ params, request }) => {
    await revokeWall(deps, params.id, actorOf(request));
    desk.forget(params.id);
    return null;
  });

  const inputOf = (wallId: number, request: FastifyRequest) => ({
    wallId,
    caster: casterOf(request),
    now: clock.now(),
  });
  route(app, rest.listCastTargets, async ({ request }) => {
    const caster = casterOf(request);
    const rows = (await listWalls(db)).filter((row) => row.revokedAt === null && row.exchangedAt !== null);
    return { rows: rows.map((row) => desk.describeTarget(row, caster)) };
  });
  route(app, rest.castToWall, async ({ params, body, request }) => {
    const input = { ...inputOf(params.id, request), wish: body };
    const lease = await commit(db, castToWall, actorOf(request), input);
    desk.setLease(params.id, lease);
    return lease;
  });
  route(app, rest.holdCast, async ({ params, request }) => {
    const lease = await commit(db, holdCast, actorOf(request), inputOf(params.id, request));
    desk.setLease(params.id, lease);
    return lease;
  });
  route(app, rest.releaseWall, async ({ params, request }) => {
    await commit(db, releaseWall, actorOf(request), inputOf(params.id, request));
    desk.setLease(params.id, null);
    return null;
  });
  route(app, rest.reloadWall, async ({ params, request }) => {
    await commit(db, recordTelling('wall.reload'), actorOf(request), params.id);
    tell(params.id, { kind: 'reload' });
    return null;
  });
  route(app, rest.identifyWall, async ({ params, request }) => {
    const label = await commit(db, recordTelling('wall.identify'), actorOf(request), params.id);
    tell(params.id, { kind: 'identify', until: clock.now() + IDENTIFY_MS, label });
    return null;
  });
  registerThumbnailRoutes(app, deps);
}

/** A look at a wall changes nothing: it leaves no line in the audit log. */
function registerThumbnailRoutes(app: App, { desk }: WallRouteDeps): void {
  route(app, rest.askThumbnail, async ({ params }) => {
    desk.askThumbnail(params.id);
    return null;
  });

  const { wallThumbnail, reportThumbnail } = rawRoutes;
  app.get(
    wallThumbnail.path,
    {
      schema: { params: Type.Object({ id: Type.Integer({ minimum: 1 }) }), hide: true },
      config: { permission: wallThumbnail.permission, unattended: true },
    },
    async (request, reply) => {
      const thumbnail = desk.thumbnailOf(request.params.id);
      if (thumbnail === null) throw new ProblemError('not-found');
      return reply.type(thumbnail.type).send(thumbnail.bytes);
    },
  );

  // In a scope of its own: pictures are a body nowhere else.
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      [...thumbnailTypes],
      { parseAs: 'buffer', bodyLimit: THUMBNAIL_BYTES },
      (_, body, done) => done(null, body),
    );
    scope.post(
      reportThumbnail.path,
      {
        schema: { hide: true },
        bodyLimit: THUMBNAIL_BYTES,
        config: { permission: reportThumbnail.permission, rateLimit: { max: 60, timeWindow: 60_000 } },
      },
      async (request, reply) => {
        const wallId = sessionOf(request)?.wallId ?? null;
        const bytes = request.body;
        const type = Buffer.isBuffer(bytes) ? sniffThumbnail(bytes) : undefined;
        if (wallId === null) throw new ProblemError('not-permitted');
        if (type === undefined || !Buffer.isBuffer(bytes)) throw new ProblemError('bad-request');
        if (!desk.takeThumbnail(wallId, type, bytes)) throw new ProblemError('not-asked');
        return reply.code(204).send();
      },
    );
  });
}
