import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { THUMBNAIL_BYTES, thumbnailTypes, type WallCommand } from '../../../contracts/walls.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, sessionOf } from '../../access/guard.ts';
import { sessionMay, viewpointOf, type SessionBook } from '../../access/sessions.ts';
import type { Clock } from '../../platform/clock.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { WallDesk } from './wallDesk.ts';
import { sniffThumbnail, type Caster } from './walls.rules.ts';
import { castToWall, createWall, holdCast, listWalls, recordTelling, releaseWall, revokeWall } from './walls.ts';

export interface WallRouteDeps {
  readonly clock: Clock;
  readonly sessions: SessionBook;
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

/** Whose eyes a request looks with; the desk adds by which permission. */
const eyesOf = (request: FastifyRequest) => viewpointOf(sessionOf(request), 'live.district').viewer;

/** Walls: issued and revoked, watched, told what to show. */
export function registerWallRoutes(app: App, deps: WallRouteDeps): void {
  const { clock, desk, tell } = deps;
  route(app, rest.listWalls, async ({ db, request }) => {
    const showsPictures = await desk.seesPictures(eyesOf(request));
    return { rows: (await listWalls(db)).map((row) => desk.describe(row, showsPictures)) };
  });
  route(app, rest.createWall, async ({ db, body, request }) => {
    const { wall, path } = await createWall({ db, clock }, body.name, actorOf(request));
    return { wall: desk.describe(wall, false), path };
  });
  route(app, rest.revokeWall, async ({ db, params, request }) => {
    await revokeWall({ db, clock, sessions: deps.sessions }, params.id, actorOf(request));
    desk.forget(params.id);
    return null;
  });

  const inputOf = (wallId: number, request: FastifyRequest) => ({
    wallId,
    caster: casterOf(request),
    now: clock.now(),
  });
  route(app, rest.listCastTargets, async ({ db, request }) => {
    const rows = (await listWalls(db)).filter((row) => row.revokedAt === null && row.exchangedAt !== null);
    return { rows: await desk.describeTargets(rows, casterOf(request)) };
  });
  route(app, rest.castToWall, async ({ db, params, body, request }) => {
    const input = inputOf(params.id, request);
    const sees = await desk.onlookersOf(input.caster.personId, params.id, body.path);
    const lease = await commit(db, castToWall, actorOf(request), { ...input, wish: body, sees });
    desk.setLease(params.id, lease);
    return lease;
  });
  route(app, rest.holdCast, async ({ db, params, request }) => {
    const lease = await commit(db, holdCast, actorOf(request), inputOf(params.id, request));
    desk.setLease(params.id, lease);
    return lease;
  });
  route(app, rest.releaseWall, async ({ db, params, request }) => {
    await commit(db, releaseWall, actorOf(request), inputOf(params.id, request));
    desk.setLease(params.id, null);
    return null;
  });
  route(app, rest.reloadWall, async ({ db, params, request }) => {
    await commit(db, recordTelling('wall.reload'), actorOf(request), params.id);
    tell(params.id, { kind: 'reload' });
    return null;
  });
  route(app, rest.identifyWall, async ({ db, params, request }) => {
    const label = await commit(db, recordTelling('wall.identify'), actorOf(request), params.id);
    tell(params.id, { kind: 'identify', until: clock.now() + IDENTIFY_MS, label });
    return null;
  });
  registerThumbnailRoutes(app, deps);
}

/** A look at a wall changes nothing: it leaves no line in the audit log. */
function registerThumbnailRoutes(app: App, { desk }: WallRouteDeps): void {
  route(app, rest.askThumbnail, async ({ params, request }) => {
    if (!(await desk.seesPictures(eyesOf(request)))) throw new ProblemError('not-permitted');
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
      const thumbnail = (await desk.seesPictures(eyesOf(request))) ? desk.thumbnailOf(request.params.id) : null;
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
