import { Type } from 'typebox';
import { frameHead, streamCloses } from '../../../contracts/cameras.ts';
import { CodeText } from '../../../contracts/schema.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import type { Access } from '../../access/access.ts';
import { sessionOf } from '../../access/guard.ts';
import type { Runner } from '../../platform/database.ts';
import { route, type App } from '../../platform/http.ts';
import { ProblemError } from '../../platform/problems.ts';
import type { Readable } from 'node:stream';
import { nextStep, type Frame } from './cameras.rules.ts';
import { listEvents, type FrameShelf } from './cameras.ts';

export interface CameraDeps {
  readonly db: Runner;
  readonly frames: FrameShelf;
  readonly images: { read(hash: string): Promise<{ readonly mime: string; readonly bytes: Readable } | undefined> };
  readonly access: Pick<Access, 'onSessionEnded'>;
  readonly isCamera: (code: string) => boolean;
}

/** While a slow viewer is full, it is asked this often whether it has room for the newest frame. */
const CATCH_UP_MS = 250;

export function registerCameraRoutes(app: App, deps: CameraDeps): void {
  route(app, rest.listEvents, ({ query }) => listEvents(deps.db, query));

  const imageParams = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
  const { image, cameraStream } = rawRoutes;
  app.get(
    image.path,
    { schema: { params: imageParams, hide: true }, config: { permission: image.permission, unattended: true } },
    async (request, reply) => {
      const found = await deps.images.read(request.params.hash);
      if (found === undefined) throw new ProblemError('not-found');
      // JPEG or PNG by its own first bytes, and never run as anything else.
      return reply.type(found.mime).header('cache-control', 'private, max-age=86400, immutable').send(found.bytes);
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
      const { code } = request.params;
      if (!deps.isCamera(code)) return socket.close(streamCloses.notFound);
      let lastSent: Frame | undefined;
      let retry: NodeJS.Timeout | undefined;
      const step = () => {
        clearTimeout(retry);
        const newest = deps.frames.newest(code);
        const what = nextStep(newest, lastSent, socket.bufferedAmount);
        if (what !== 'wait') {
          lastSent = what.send;
          // Two fragments of one message: the picture itself is not copied.
          socket.send(frameHead(what.send.at), { binary: true, fin: false });
          socket.send(what.send.jpeg, { binary: true, fin: true });
        } else if (newest !== lastSent) retry = setTimeout(step, CATCH_UP_MS);
      };
      const stopWatching = deps.frames.watch(code, step);
      const session = sessionOf(request);
      const stopListening = deps.access.onSessionEnded((id) => {
        if (id === session?.id) socket.close(streamCloses.signedOut);
      });
      socket.on('close', () => {
        clearTimeout(retry);
        stopWatching();
        stopListening();
      });
      step();
    },
  );
}
