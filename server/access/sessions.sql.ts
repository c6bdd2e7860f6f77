import type { Statement } from '../platform/database.ts';
import type { EndReason } from './sessions.rules.ts';

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly personId: number | null;
  readonly wallId: number | null;
  readonly now: number;
  readonly expiresAt: number;
  readonly address: string | null;
  readonly agent: string | null;
}

const at = (instant: number): Date => new Date(instant);

export const insertSession = (s: NewSession): Statement => ({
  text: `insert into sessions (token_hash, person_id, wall_id, created_at, last_seen_at, expires_at, address, agent)
         values ($1, $2, $3, $4, $4, $5, $6, $7)`,
  values: [s.tokenHash, s.personId, s.wallId, at(s.now), at(s.expiresAt), s.address, s.agent],
});

/** Sessions with what their people or walls hold now. */
export const selectSessions = (tokenHashes: readonly Buffer[]): Statement => ({
  text: `select encode(s.token_hash, 'hex') as id, s.person_id as "personId", s.wall_id as "wallId",
       coalesce(p.name, w.name) as name, coalesce(p.active, w.revoked_at is null) as allowed,
       s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.ended_at as "endedAt",
       (select coalesce(json_agg(json_build_object('role', f.role, 'organisationCode', o.code,
                 'organisationName', o.name, 'streetCode', o.street_code, 'lentBy', lender.name, 'permissions',
                 array(select permission from role_permissions where role = f.role)) order by f.post_id), '[]')
          from access.posts_in_force f join organisations o on o.code = f.org_code
          left join people lender on lender.id = f.lender_id
         where f.person_id = s.person_id) as posts,
       (select coalesce(array_agg(distinct permission), '{}') from role_permissions
         where role = case when s.wall_id is not null then 'wall' end
            or role in (select role from access.posts_in_force where person_id = s.person_id)) as permissions
  from sessions s left join people p on p.id = s.person_id left join walls w on w.id = s.wall_id
 where s.token_hash = any ($1::bytea[])`,
  values: [tokenHashes],
});

/** No row comes back when the session was ended meanwhile. */
export const touchSession = (tokenHash: Buffer, now: number): Statement => ({
  text: `update sessions set last_seen_at = $2 where token_hash = $1 and ended_at is null returning 1 as seen`,
  values: [tokenHash, at(now)],
});

/** Of one person alone when asked for. */
export const endSession = (tokenHash: Buffer, now: number, reason: EndReason, personId?: number): Statement => ({
  text: `update sessions set ended_at = $2, end_reason = $3
          where token_hash = $1 and ended_at is null and ($4::integer is null or person_id = $4)
         returning encode(token_hash, 'hex') as id`,
  values: [tokenHash, at(now), reason, personId ?? null],
});

/** All but one, when one is to stay. */
export const endSessionsOf = (
  owner: { personId: number } | { wallId: number },
  now: number,
  reason: EndReason,
  except?: Buffer,
): Statement => ({
  text: `update sessions set ended_at = $3, end_reason = $4
          where (person_id = $1 or wall_id = $2) and ended_at is null and token_hash is distinct from $5
         returning encode(token_hash, 'hex') as id`,
  values: [
    'personId' in owner ? owner.personId : null,
    'wallId' in owner ? owner.wallId : null,
    at(now),
    reason,
    except ?? null,
  ],
});

export const selectEndReason = (tokenHash: Buffer): Statement => ({
  text: `select end_reason as reason from sessions where token_hash = $1`,
  values: [tokenHash],
});

/** Of the sessions named, those that were ended (perhaps by another process). */
export const selectEnded = (tokenHashes: readonly Buffer[]): Statement => ({
  text: `select encode(s.token_hash, 'hex') as id from sessions s
         left join people p on p.id = s.person_id left join walls w on w.id = s.wall_id
         where s.token_hash = any($1::bytea[])
           and (s.ended_at is not null or not coalesce(p.active, w.revoked_at is null))`,
  values: [tokenHashes],
});

export const deleteOldSessions = (before: number): Statement => ({
  text: `delete from sessions where coalesce(ended_at, expires_at) < $1`,
  values: [at(before)],
});
