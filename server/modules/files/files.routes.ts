import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Readable } from 'node:stream';
import { fileKinds, UploadFacts, UPLOAD_TYPE, type KeptFile } from '../../../contracts/files.ts';
import { rawRoutes, rest } from '../../../contracts/rest.ts';
import { commit } from '../../access/audit.ts';
import { actorOf, viewerOf } from '../../access/guard.ts';
import { asAttachment, asPicture } from '../../platform/attachment.ts';
import { route, type App } from '../../platform/httpRoute.ts';
import { ProblemError } from '../../platform/problems.ts';
import { cleanName } from './files.rules.ts';
import { enterFile, findSubject, listFiles, lookAtPicture, relabelFile, removeFile, takeOutFile } from './files.ts';
import { TooManyBytes, type Arrived, type FileStore } from './fileStore.ts';
import { inspectFile } from './inspect.ts';

export interface FileRouteDeps {
  readonly store: FileStore;
  readonly maxBytes: number;
}

/** Files: taken in, listed, handed out, removed. */
export function registerFileRoutes(app: App, deps: FileRouteDeps): void {
  route(app, rest.listFiles, async ({ db, query }) => ({
    rows: await listFiles(db, query.subjectKind, query.subjectCode),
  }));
  route(app, rest.relabelFile, ({ db, params, body, request }) =>
    commit(db, relabelFile, actorOf(request), { id: params.id, label: body.label }),
  );
  route(app, rest.removeFile, async ({ db, params, request }) => {
    await commit(db, removeFile, actorOf(request), params.id);
    return null;
  });
  registerUpload(app, deps);
  registerDownload(app, deps);
}

/** @throws ProblemError wrong-type, too-large, file-refused: nothing of a refused file stays */
async function takeIn(request: FastifyRequest, facts: UploadFacts, { store, maxBytes }: FileRouteDeps) {
  if (!(request.body instanceof Readable)) throw new ProblemError('wrong-type', UPLOAD_TYPE);
  const name = cleanName(facts.name);
  if (name === undefined) throw new ProblemError('file-refused', '文件名无效');
  await findSubject(request.db, facts.subjectKind, facts.subjectCode);
  const arrived = await store.receive(request.body, maxBytes).catch((error: unknown) => {
    if (error instanceof TooManyBytes) throw tooLarge(maxBytes);
    throw error;
  });
  try {
    return await enterArrived(request, { ...facts, name }, arrived, store);
  } finally {
    await store.discard(arrived);
  }
}

const tooLarge = (maxBytes: number) => new ProblemError('too-large', `附件不得超过 ${maxBytes / 1024 / 1024} MB`);

/** Its bytes get their place before its row is there: a row without bytes is a broken promise, the reverse is swept. */
async function enterArrived(request: FastifyRequest, facts: UploadFacts, arrived: Arrived, store: FileStore) {
  if (arrived.bytes === 0) throw new ProblemError('file-refused', '文件为空');
  const verdict = await inspectFile(arrived.path, facts.name);
  if ('objection' in verdict) throw new ProblemError('file-refused', verdict.objection);
  await store.keep(arrived);
  const { hash, bytes } = arrived;
  const file = { ...facts, hash, bytes, mime: fileKinds[verdict.kind].mime, uploadedBy: viewerOf(request).name };
  return commit(request.db, enterFile, actorOf(request), file);
}

function registerUpload(app: App, deps: FileRouteDeps): void {
  const { uploadFile } = rawRoutes;
  // In a scope of its own: a stream of bytes is a body nowhere else.
  void app.register(async (scope) => {
    scope.addContentTypeParser(UPLOAD_TYPE, (request, payload, done) => {
      const announced = Number(request.headers['content-length'] ?? 0);
      if (announced > deps.maxBytes) return done(tooLarge(deps.maxBytes));
      done(null, payload);
    });
    scope.post(
      uploadFile.path,
      {
        schema: { querystring: UploadFacts, hide: true },
        bodyLimit: deps.maxBytes,
        config: { permission: uploadFile.permission, verb: 'file.upload', rateLimit: { max: 60, timeWindow: 60_000 } },
      },
      (request) => takeIn(request, request.query as UploadFacts, deps),
    );
  });
}

const byFile = { params: Type.Object({ id: Type.Integer({ minimum: 1 }) }), hide: true };

function registerDownload(app: App, { store }: FileRouteDeps): void {
  const { fileContent, filePicture } = rawRoutes;
  const bytesOf = async ({ hash }: KeptFile) => {
    const bytes = await store.read(hash);
    if (bytes === undefined) throw new ProblemError('not-found', '附件内容');
    return bytes;
  };
  app.get(
    fileContent.path,
    { schema: byFile, config: { permission: fileContent.permission, verb: 'file.download' } },
    async (request, reply) => {
      const file = await commit(request.db, takeOutFile, actorOf(request), request.params.id);
      const bytes = await bytesOf(file);
      return asAttachment(reply, file.name, file.mime).header('content-length', file.bytes).send(bytes);
    },
  );
  app.get(
    filePicture.path,
    { schema: byFile, config: { permission: filePicture.permission, verb: 'file.view' } },
    async (request, reply) => {
      const file = await commit(request.db, lookAtPicture, actorOf(request), request.params.id);
      const bytes = await bytesOf(file);
      return asPicture(reply, file.mime).header('content-length', file.bytes).send(bytes);
    },
  );
}
