import type { NewApiKey } from '../../contracts/apiKeys.ts';
import type { Statement } from '../platform/database.ts';

const columns = `k.id, k.name, k.permissions, k.org_code as "organisationCode", o.name as "organisationName",
  k.requests_per_minute as "requestsPerMinute", k.created_at as "createdAt", k.created_by as "createdBy",
  k.confirmed_at as "confirmedAt", k.confirmed_by as "confirmedBy",
  exists (select from pending_changes c where c.kind = 'api-key-activate' and c.input ->> 'keyId' = k.id::text
            and c.decision is null and c.expires_at > now()) as "isProposed",
  k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"`;

export const selectKeys = (): Statement => ({
  text: `select ${columns} from api_keys k join organisations o on o.code = k.org_code order by k.id desc`,
});

export const selectKey = (id: number): Statement => ({
  text: `select ${columns} from api_keys k join organisations o on o.code = k.org_code where k.id = $1`,
  values: [id],
});

/** No row comes back when there is no such organisation, or a closed one. */
export const insertKey = (key: NewApiKey, keyHash: Buffer, createdBy: string): Statement => ({
  text: `insert into api_keys (name, key_hash, permissions, org_code, requests_per_minute, expires_at, created_by)
         select $1, $2, $3, code, $5, $6, $7 from organisations where code = $4 and active returning id`,
  values: [
    ...[key.name, keyHash, key.permissions, key.organisationCode, key.requestsPerMinute],
    ...[new Date(key.expiresAt), createdBy],
  ],
});

/** No row comes back when it is confirmed or revoked already. */
export const confirmKey = (id: number, now: number, by: string): Statement => ({
  text: `update api_keys set confirmed_at = $2, confirmed_by = $3
          where id = $1 and confirmed_at is null and revoked_at is null returning id`,
  values: [id, new Date(now), by],
});

/** No row comes back when it is revoked already. */
export const revokeKey = (id: number, now: number, by: string): Statement => ({
  text: `update api_keys set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null returning id`,
  values: [id, new Date(now), by],
});

/** A key by its hash, whatever its state; asked by the server itself. */
export const selectByHash = (keyHash: Buffer): Statement => ({
  text: `select k.id, k.name, k.permissions, k.requests_per_minute as "requestsPerMinute", k.expires_at as "expiresAt",
                k.confirmed_at is not null and k.revoked_at is null and o.active as allowed
           from api_keys k join organisations o on o.code = k.org_code where k.key_hash = $1`,
  values: [keyHash],
});

export const touchKey = (id: number, now: number): Statement => ({
  text: `update api_keys set last_used_at = $2 where id = $1`,
  values: [id, new Date(now)],
});
