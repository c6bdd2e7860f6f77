import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isServerPath, SHELL_VERSION_HEADER, SHELL_VERSION_META } from '../../contracts/shell.ts';
import { withPermission } from '../access/guard.ts';
import { sendProblem } from './httpErrors.ts';

/** Built files carry their hash in their name, so they never change; everything else is asked for anew. */
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';
/** Pages that show persons and accounts leave nothing behind in the browser, not even their empty shell. */
const KEEP_NOTHING = 'no-store';
const PERSONAL = /^\/(admin|account|setup|sign-in)(\/|$|\?)/;

const keepingOf = (path: string, url: string): string =>
  path.includes(`${sep}assets${sep}`) ? FOREVER : PERSONAL.test(url) ? KEEP_NOTHING : ASK_AGAIN;

/** The version written into the built index; undefined where none was. */
const versionOf = (index: string): string | undefined =>
  new RegExp(`<meta name="${SHELL_VERSION_META}" content="([\\w-]+)"`).exec(index)?.[1];

/**
 * The built screen: its files, and its index for every other address a browser may open (the screen routes itself). The
 * shell holds no data, so it is public. Without a built screen only the API answers.
 * @param screenDir the folder `vite build` writes
 */
export async function registerScreen(app: FastifyInstance, screenDir: string): Promise<void> {
  const built = existsSync(join(screenDir, 'index.html'));
  const version = built ? versionOf(readFileSync(join(screenDir, 'index.html'), 'utf8')) : undefined;
  if (version !== undefined)
    app.addHook('onRequest', async (request, reply) => {
      if (isServerPath(request.url)) reply.header(SHELL_VERSION_HEADER, version);
    });
  if (built)
    await withPermission(app, 'public', async (scope) => {
      await scope.register(fastifyStatic, {
        root: screenDir,
        cacheControl: false,
        decorateReply: true,
        setHeaders: (reply, path) => void reply.header('cache-control', keepingOf(path, reply.request.url)),
      });
      // An address inside the screen (/streets/320102002000) is no file: its index is.
      scope.setNotFoundHandler((request, reply) => {
        const opensPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
        return opensPage && !isServerPath(request.url) ? reply.sendFile('index.html') : sendProblem(reply, 'not-found');
      });
    });
  else app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) => sendProblem(reply, 'not-found'));
}
