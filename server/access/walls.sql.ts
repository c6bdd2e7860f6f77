import type { Statement } from '../platform/database.ts';

const columns = `w.id, w.name, w.created_at as "createdAt", w.created_by as "createdBy", w.exchanged_at as "exchangedAt",
  w.revoked_at as "revokedAt", (select max(s.last_seen_at) from sessions s where s.wall_id = w.id) as "lastSeenAt"`;

export const selectWalls = (): Statement => ({ text: `select ${columns} from walls w order by w.id desc` });

export const insertWall = (name: string, tokenHash: Buffer, createdBy: string, now: number): Statement => ({
  text: `insert into walls as w (name, token_hash, created_by, created_at) values ($1, $2, $3, $4) returning ${columns}`,
  values: [name, tokenHash, createdBy, new Date(now)],
});

/** One caller gets the row, once: whoever comes second finds `exchanged_at` set. */
export const spendWallToken = (tokenHash: Buffer, now: number, createdAfter: number): Statement => ({
  text: `update walls set exchanged_at = $2
         where token_hash = $1 and exchanged_at is null and revoked_at is null and created_at > $3
         returning id, name`,
  values: [tokenHash, new Date(now), new Date(createdAfter)],
});

export const markWallRevoked = (id: number, now: number): Statement => ({
  text: `update walls set revoked_at = $2 where id = $1 and revoked_at is null returning name`,
  values: [id, new Date(now)],
});
