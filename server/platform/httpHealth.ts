import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { rawRoutes } from '../../contracts/rest.ts';
import { registry } from './metrics.ts';

/** One part that must be in order before traffic is welcome. The sentence is Chinese: operators read it. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<{ readonly ok: boolean; readonly sentence: string }>;
}

/** A check that takes longer than this counts as failed. */
const CHECK_MS = 3_000;

/** Runs one check; neither its error nor its silence harms the answer. */
async function runCheck({ name, check }: ReadinessCheck) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ ok: false; sentence: string }>((done) => {
    timer = setTimeout(() => done({ ok: false, sentence: `${CHECK_MS / 1000} 秒内没有应答` }), CHECK_MS);
  });
  try {
    return { name, ...(await Promise.race([check(), late])) };
  } catch {
    return { name, ok: false, sentence: '检查失败' };
  } finally {
    clearTimeout(timer);
  }
}

const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The monitoring system: with the token, or on this very machine and not by way of a proxy. */
export function isMonitor(request: FastifyRequest, metricsToken: string): boolean {
  const { authorization, forwarded, 'x-forwarded-for': forwardedFor } = request.headers;
  if (metricsToken !== '' && authorization !== undefined)
    return timingSafeEqual(digest(authorization), digest(`Bearer ${metricsToken}`));
  return forwarded === undefined && forwardedFor === undefined && isLoopback(request.ip);
}

export interface HealthOptions {
  readonly metricsToken: string;
  /** Asked anew at each request, so that parts may be added while the server starts. */
  readonly readiness: readonly ReadinessCheck[];
}

/** /healthz: the process answers. /readyz: every part is in order, else 503 naming each. /metrics for Prometheus. */
export function registerHealth(app: FastifyInstance, { metricsToken, readiness }: HealthOptions): void {
  // Whoever asks how we are gets an answer under pressure too.
  const always = { pressureHandler: () => undefined, rateLimit: false as const };
  const schema = { hide: true };
  const { health, ready, metrics } = rawRoutes;

  app.get(health.path, { schema, config: { permission: health.permission, ...always } }, async () => ({ ok: true }));

  app.get(ready.path, { schema, config: { permission: ready.permission, ...always } }, async (_request, reply) => {
    const parts = await Promise.all(readiness.map(runCheck));
    const ok = parts.every((part) => part.ok);
    return reply.code(ok ? 200 : 503).send({ ready: ok, parts });
  });

  const alsoAllow = (request: FastifyRequest) => isMonitor(request, metricsToken);
  app.get(
    metrics.path,
    { schema, config: { permission: metrics.permission, alsoAllow, ...always } },
    async (_request: FastifyRequest, reply: FastifyReply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
  );
}
