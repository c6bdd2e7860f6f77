import type { Statement } from './database.ts';

export interface Ask {
  readonly viewer: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
}

/** No row comes back when the key has been seen. */
export const claim = ({ viewer, key, route, bodyHash }: Ask, now: number): Statement => ({
  text: `insert into idempotency_keys (viewer, key, route, body_hash, started_at) values ($1, $2, $3, $4, $5)
         on conflict (viewer, key) do nothing returning id`,
  values: [viewer, key, route, bodyHash, new Date(now)],
});

export const selectEarlier = (viewer: string, key: string): Statement => ({
  text: `select id, route, body_hash as "bodyHash", started_at as "startedAt", committed_at as "committedAt", status,
                content_type as "contentType", reply_sealed as "replySealed"
           from idempotency_keys where viewer = $1 and key = $2`,
  values: [viewer, key],
});

/** One of those who find a stale claim takes it over. */
export const reclaim = (id: number, startedAt: number, now: number): Statement => ({
  text: `update idempotency_keys set started_at = $3
          where id = $1 and started_at = $2 and status is null and committed_at is null returning id`,
  values: [id, new Date(startedAt), new Date(now)],
});

/** Within the transaction of the change itself, by its viewer. */
export const markCommitted = (id: number): Statement => ({
  text: `update idempotency_keys set committed_at = now() where id = $1 returning id`,
  values: [id],
});

export const keepReply = (
  id: number,
  status: number,
  contentType: string | null,
  sealed: string | null,
): Statement => ({
  text: `update idempotency_keys set status = $2, content_type = $3, reply_sealed = $4 where id = $1`,
  values: [id, status, contentType, sealed],
});

/** Of a request that came to nothing: it may be tried again under the same key. */
export const dropClaim = (id: number): Statement => ({
  text: `delete from idempotency_keys where id = $1 and status is null and committed_at is null`,
  values: [id],
});

export const dropOld = (before: number): Statement => ({
  text: `delete from idempotency_keys where started_at < $1`,
  values: [new Date(before)],
});

export const dropOldOf = (viewer: string, key: string, before: number): Statement => ({
  text: `delete from idempotency_keys where viewer = $1 and key = $2 and started_at < $3`,
  values: [viewer, key, new Date(before)],
});
