import { Type } from 'typebox';
import { frameHead, streamCloses } from '../../../contracts/cameras.ts';
import { CodeText } from '../../../contracts/schema.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import type { Access } from '../../access/access.ts';
import { sessionOf } from '../../access/guard.ts';
import type { Reach } from '../../access/reach.ts';
import { route, type App } from '../../platform/http.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { WebSocket } from '@fastify/websocket';
import type { Readable } from 'node:stream';
import { nextStep, type Frame } from './cameras.rules.ts';
import { listEvents, seesImage, type FrameShelf } from './cameras.ts';

export interface CameraDeps {
  readonly frames: FrameShelf;
  readonly images: { read(hash: string): Promise<{ readonly mime: string; readonly bytes: Readable } | undefined> };
  readonly access: Pick<Access, 'onSessionEnded'>;
  readonly reach: Pick<Reach, 'hold'>;
}

/** While a slow viewer is full, it is asked this often whether it has room for the newest frame. */
const CATCH_UP_MS = 250;

export function registerCameraRoutes(app: App, deps: CameraDeps): void {
  route(app, rest.listEvents, ({ db, query }) => listEvents(db, query));

  const imageParams = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
  const { image, cameraStream } = rawRoutes;
  app.get(
    image.path,
    { schema: { params: imageParams, hide: true }, config: { permission: image.permission, unattended: true } },
    async (request, reply) => {
      const { hash } = request.params;
      const found = (await seesImage(request.db, hash)) ? await deps.images.read(hash) : undefined;
      if (found === undefined) throw new ProblemError('not-found');
      // JPEG or PNG by its own first bytes, and never run as anything else. Who may look is asked at every look: as all
      // answers of the API it is kept by no cache (`no-store`).
      return reply.type(found.mime).send(found.bytes);
    },
  );

  app.get(
    cameraStream.path,
    {
      websocket: true,
      schema: { params: Type.Object({ code: CodeText }), hide: true },
      config: { permission: cameraStream.permission, unattended: true },
    },
    (socket, request) => {
      const session = sessionOf(request);
      if (session === undefined) return socket.close(streamCloses.signedOut);
      const stopListening = deps.access.onSessionEnded((id) => {
        if (id === session.id) socket.close(streamCloses.signedOut);
      });
      socket.on('close', stopListening);
      const { code } = request.params;
      const sight = { permission: cameraStream.permission, kind: 'camera', key: code } as const;
      deps.reach
        .hold(session, sight, () => socket.close(streamCloses.notPermitted))
        .then(
          (release) => {
            if (release === undefined) return socket.close(streamCloses.notFound);
            socket.on('close', release);
            if (socket.readyState === socket.OPEN) pour(socket, deps.frames, code);
            else release();
          },
          () => socket.close(streamCloses.tryAgain),
        );
    },
  );
}

/** Sends a camera's newest frames for as long as the socket stands. */
function pour(socket: WebSocket, frames: FrameShelf, code: string): void {
  let lastSent: Frame | undefined;
  let retry: NodeJS.Timeout | undefined;
  const step = () => {
    clearTimeout(retry);
    const newest = frames.newest(code);
    const what = nextStep(newest, lastSent, socket.bufferedAmount);
    if (what !== 'wait') {
      lastSent = what.send;
      // Two fragments of one message: the picture itself is not copied.
      socket.send(frameHead(what.send.at), { binary: true, fin: false });
      socket.send(what.send.jpeg, { binary: true, fin: true });
    } else if (newest !== lastSent) retry = setTimeout(step, CATCH_UP_MS);
  };
  const stopWatching = frames.watch(code, step);
  socket.on('close', () => {
    clearTimeout(retry);
    stopWatching();
  });
  step();
}
