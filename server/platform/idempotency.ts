import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { viewpointOf } from '../access/sessions.ts';
import type { Vault } from '../vault/vault.ts';
import type { Clock } from './clock.ts';
import type { Database, RequestDatabase } from './database.ts';
import { judgeEarlier, KEEP_MS, keyOf, type Earlier } from './idempotency.rules.ts';
import * as sql from './idempotency.sql.ts';
import { ProblemError } from './problems.ts';

export const REPLAYED_HEADER = 'idempotency-replayed';

export interface IdempotencyDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: Vault;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The number of the row that this request has claimed by its Idempotency-Key. */
    claim: number | undefined;
  }
}

interface Kept extends Earlier {
  readonly contentType: string | null;
  readonly replySealed: string | null;
}

/** What a request asks, beyond its address: bodies are read by then. A stream is not: it names no body to compare. */
function bodyHashOf(vault: Vault, body: unknown): Buffer {
  if (body !== null && typeof body === 'object' && 'pipe' in body)
    throw new ProblemError('bad-request', '附件上传不使用 Idempotency-Key:相同内容不会重复保存');
  const text = Buffer.isBuffer(body) ? body.toString('base64') : JSON.stringify(body ?? null);
  return vault.blindIndex(text, 'idempotency.reply');
}

/** Each of its transactions notes, with the change itself, that the change was made. */
const noting = (db: RequestDatabase, claim: number): RequestDatabase => ({
  run: (statement) => db.run(statement),
  withTransaction: (work) =>
    db.withTransaction(async (tx) => {
      const result = await work(tx);
      await tx.run(sql.markCommitted(claim));
      return result;
    }),
});

/**
 * `Idempotency-Key` on every wire that changes something and has a caller: the same key with the same request is answered
 * as it was the first time, with another request it is refused, and while the first is under way it is to be tried again.
 * Only what succeeded is remembered: a refusal changed nothing, and may turn out otherwise the next time.
 */
export function rememberRequests(app: FastifyInstance, { db, clock, vault }: IdempotencyDeps): void {
  const underWay = new Set<number>();
  app.decorateRequest('claim', undefined);

  const begin = (request: FastifyRequest, claim: number) => {
    underWay.add(claim);
    request.claim = claim;
    request.db = noting(request.db, claim);
  };

  const answerAsBefore = (reply: FastifyReply, { id, status, contentType, replySealed }: Kept): FastifyReply => {
    void reply.code(status ?? 500).header(REPLAYED_HEADER, 'true');
    if (replySealed === null) return reply.send();
    if (contentType !== null) void reply.type(contentType);
    return reply.send(vault.open(replySealed, { purpose: 'idempotency.reply', subject: id }));
  };

  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request.method, request.headers['idempotency-key']);
    if (key === undefined || request.visitor === undefined) return;
    if (key === null) throw new ProblemError('bad-request', 'headers.idempotency-key');
    const { viewer } = viewpointOf(request.visitor, 'signedIn');
    const ask = { viewer, key, route: `${request.method} ${request.url}`, bodyHash: bodyHashOf(vault, request.body) };
    const now = clock.now();
    await db.run(sql.dropOldOf(viewer, key, now - KEEP_MS));
    const [made] = await db.run<{ id: number }>(sql.claim(ask, now));
    if (made !== undefined) return begin(request, made.id);
    const [earlier] = await db.run<Kept>(sql.selectEarlier(viewer, key));
    // Dropped between the two: its request has just come to nothing.
    if (earlier === undefined) throw new ProblemError('idempotency-busy');
    const what = judgeEarlier(earlier, ask, now, underWay.has(earlier.id));
    if (what === 'replay') return answerAsBefore(reply, earlier);
    if (what !== 'redo') throw new ProblemError(what);
    if ((await db.run(sql.reclaim(earlier.id, earlier.startedAt, now))).length === 0)
      throw new ProblemError('idempotency-busy');
    begin(request, earlier.id);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { claim } = request;
    if (claim === undefined) return payload;
    request.claim = undefined;
    try {
      if (reply.statusCode >= 300) await db.run(sql.dropClaim(claim));
      else {
        const text = typeof payload === 'string' && payload !== '' ? payload : null;
        const sealed = text === null ? null : vault.seal(text, { purpose: 'idempotency.reply', subject: claim });
        const type = reply.getHeader('content-type');
        await db.run(sql.keepReply(claim, reply.statusCode, type === undefined ? null : String(type), sealed));
      }
    } catch (error) {
      // The change stands and is noted as such; only its answer could not be kept.
      request.log.warn({ error: (error as Error).message }, 'reply not remembered');
    } finally {
      underWay.delete(claim);
    }
    return payload;
  });
}

/** Forgets keys of yesterday. To be called every hour or so. */
export const forgetRequests = async ({ db, clock }: Pick<IdempotencyDeps, 'db' | 'clock'>): Promise<void> => {
  await db.run(sql.dropOld(clock.now() - KEEP_MS));
};
