import type { Statement } from '../../platform/database.ts';
import type { StandingLease } from './walls.rules.ts';

const columns = `w.id, w.name, w.created_at as "createdAt", w.created_by as "createdBy", w.exchanged_at as "exchangedAt",
  w.revoked_at as "revokedAt", (select max(s.last_seen_at) from sessions s where s.wall_id = w.id) as "lastSeenAt"`;

export const selectWalls = (): Statement => ({ text: `select ${columns} from walls w order by w.id desc` });

export const insertWall = (name: string, tokenHash: Buffer, createdBy: string, now: number): Statement => ({
  text: `insert into walls as w (name, token_hash, created_by, created_at) values ($1, $2, $3, $4) returning ${columns}`,
  values: [name, tokenHash, createdBy, new Date(now)],
});

export const markWallRevoked = (id: number, now: number): Statement => ({
  text: `update walls set revoked_at = $2 where id = $1 and revoked_at is null returning name`,
  values: [id, new Date(now)],
});

/** Whoever changes what a wall shows takes its row first, so that two of them come one after the other. */
export const lockWall = (id: number): Statement => ({
  text: `select name from walls where id = $1 and revoked_at is null for update`,
  values: [id],
});

const leaseColumns = `l.wall_id as "wallId", l.path, l.person_id as "personId", p.name as by,
  l.started_at as "startedAt", l.until, l.held`;
const leaseSource = `wall_leases l join people p on p.id = l.person_id`;

export const selectLease = (wallId: number): Statement => ({
  text: `select ${leaseColumns} from ${leaseSource} where l.wall_id = $1`,
  values: [wallId],
});

export const selectLeases = (): Statement => ({ text: `select ${leaseColumns} from ${leaseSource}` });

export const upsertLease = (wallId: number, lease: StandingLease): Statement => ({
  text: `insert into wall_leases (wall_id, path, person_id, started_at, until, held) values ($1, $2, $3, $4, $5, $6)
         on conflict (wall_id) do update set path = excluded.path, person_id = excluded.person_id,
           started_at = excluded.started_at, until = excluded.until, held = excluded.held`,
  values: [wallId, lease.path, lease.personId, new Date(lease.startedAt), new Date(lease.until), lease.held],
});

export const deleteLease = (wallId: number): Statement => ({
  text: `delete from wall_leases where wall_id = $1`,
  values: [wallId],
});

export const deleteLeaseOf = (wallId: number, lease: StandingLease): Statement => ({
  text: `delete from wall_leases where wall_id = $1 and person_id = $2 and path = $3 returning wall_id as "wallId"`,
  values: [wallId, lease.personId, lease.path],
});

export const deleteLapsedLeases = (now: number): Statement => ({
  text: `delete from wall_leases l using people p where p.id = l.person_id and l.until <= $1 returning ${leaseColumns}`,
  values: [new Date(now)],
});
