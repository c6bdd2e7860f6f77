import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import websocket from '@fastify/websocket';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerFactory,
} from 'fastify';
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import type { ProblemCode } from '../../contracts/errors.ts';
import type { Access } from '../access/access.ts';
import { guardRoutes } from '../access/guard.ts';
import type { Config } from '../config.ts';
import type { Database } from './database.ts';
import { addressList } from './addresses.ts';
import { collectOpenApi, registerDocs } from './httpDocs.ts';
import { handleErrors, judgeError, refuseUnreadable, refuseUnroutable } from './httpErrors.ts';
import { registerHealth, type ReadinessCheck } from './httpHealth.ts';
import { validatorCompiler, type App } from './httpRoute.ts';
import { registerScreen } from './httpScreen.ts';
import { helmetOptions, isForeign } from './httpSecurity.ts';
import type { Logger } from './logger.ts';
import { projectRoot } from './paths.ts';
import { rememberRequests, type IdempotencyDeps } from './idempotency.ts';
import { ProblemError } from './problems.ts';
import type { TlsServer } from './tlsFiles.ts';

export { route, type App, type RouteHandler, type RouteInput } from './httpRoute.ts';
export type { ReadinessCheck } from './httpHealth.ts';

export interface HttpOptions {
  readonly config: Pick<Config, 'publicOrigin' | 'trustProxy' | 'metricsToken'> & Partial<Pick<Config, 'adminAllow'>>;
  readonly log: Logger;
  readonly access: Pick<Access, 'resolveSession' | 'refusalOf'> & Partial<Pick<Access, 'resolveKey'>>;
  readonly db: Pick<Database, 'as'>;
  readonly readiness: readonly ReadinessCheck[];
  /** Remembers what clients asked for under an Idempotency-Key; without it (tests) the header means nothing. */
  readonly idempotency?: IdempotencyDeps;
  /** Speaks https by itself; without it, plain http behind a proxy or in a trusted network. */
  readonly tls?: TlsServer;
  /** Told of every refusal before it is answered. */
  readonly onRefusal?: (request: FastifyRequest, code: ProblemCode) => Promise<void>;
  /** Beyond this mean delay of the event loop requests are turned away; 0: never. */
  readonly maxLoopDelayMs?: number;
  /** The built screen; `dist/screen` unless a test says otherwise. */
  readonly screenDir?: string;
}

const BODY_BYTES = 256 * 1024;
/** A screen with its map asks for some fifty files; an office behind one address holds many screens. */
const REQUESTS_A_MINUTE = 12_000;
/** Beyond this mean delay of the event loop new requests are turned away, so that ingestion can catch up. */
const MAX_LOOP_DELAY_MS = 2_000;
/** Camera streams go out; little comes in. */
const SOCKET_PAYLOAD_BYTES = 64 * 1024;

/**
 * The HTTP server with everything that holds for all routes. Register routes on it, then `listen`.
 * `ready()` (and so `listen`) rejects with MissingPermission when a route names no permission.
 */
export async function createHttp(options: HttpOptions): Promise<App> {
  const { config, log, access, db, readiness } = options;
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    // Fastify's own lines carry the address with its query; ours (keepHouseRules) do not.
    logController: new LogController({ disableRequestLogging: true }),
    // One hop: the proxy's own entry counts, not what a client wrote into the header before it.
    trustProxy: config.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    frameworkErrors: refuseUnroutable,
    clientErrorHandler: refuseUnreadable,
    ...(options.tls && { serverFactory: overTls(options.tls) }),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.removeContentTypeParser('text/plain');
  handleErrors(app);
  app.addHook('onError', async (request, _reply, error) => options.onRefusal?.(request, judgeError(error).code));
  await registerEdges(app, config.publicOrigin, options.maxLoopDelayMs ?? MAX_LOOP_DELAY_MS);
  guardRoutes(app, { access, db, adminAddresses: addressList(config.adminAllow ?? '') });
  if (options.idempotency) rememberRequests(app, options.idempotency);
  registerHealth(app, { metricsToken: config.metricsToken, readiness });
  await registerDocs(app);
  await registerScreen(app, options.screenDir ?? join(projectRoot(), 'dist', 'screen'));
  return app.withTypeProvider<TypeBoxTypeProvider>();
}

/** Fastify sets these on a server of its own only. */
const KEEP_ALIVE_MS = 72_000;
const overTls =
  (tls: TlsServer): FastifyServerFactory =>
  (handler) => {
    const server = tls.create(handler);
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.setTimeout(0);
    return server;
  };

/** What stands between the network and any route, in this order. */
async function registerEdges(app: FastifyInstance, publicOrigin: string, maxEventLoopDelay: number): Promise<void> {
  // First, for it hangs up on upgrades that those after it refuse.
  await app.register(websocket, { options: { server: upgradesFor(app), maxPayload: SOCKET_PAYLOAD_BYTES } as object });
  await app.register(helmet, helmetOptions(publicOrigin));
  app.addHook('onRequest', async ({ method, host, headers }) => {
    const fetchSite = headers['sec-fetch-site'];
    // An upgrade is a GET that carries cookies and knows no same-origin policy: held to what writes are held to.
    const isUpgrade = headers.upgrade !== undefined;
    const asking = { method: isUpgrade ? 'POST' : method, host, origin: headers.origin, fetchSite: String(fetchSite) };
    if (isForeign(asking, publicOrigin)) throw new ProblemError('foreign-origin');
  });
  await app.register(cookie);
  await app.register(compress, {
    threshold: 1024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(underPressure, {
    maxEventLoopDelay,
    pressureHandler: () => {
      throw new ProblemError('busy');
    },
  });
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: () => new ProblemError('too-many'),
  });
  await collectOpenApi(app);
  keepHouseRules(app);
}

/** Socket.IO answers its own upgrades; the rest go through our routes, their permissions included. */
function upgradesFor(app: FastifyInstance): EventEmitter {
  const upgrades = new EventEmitter();
  app.server.on('upgrade', (request: IncomingMessage, ...rest: unknown[]) => {
    if (request.url?.startsWith('/socket.io/') !== true) upgrades.emit('upgrade', request, ...rest);
  });
  return upgrades;
}

/** Answers of the API are not to be kept; one line a request in the log, without query, headers or body. */
function keepHouseRules(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    // By the route's own path: the address may write it in other ways (/%61pi/me).
    const path = request.routeOptions.url ?? request.url;
    if (path.startsWith('/api') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    const { url, config } = request.routeOptions;
    const line = { method: request.method, route: url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (config.permission === 'public' && reply.statusCode < 400) request.log.debug(line, 'request');
    else request.log.info(line, 'request');
  });
}
