import type { OwnSession } from '../../contracts/account.ts';
import type { Statement } from '../platform/database.ts';

/** Idle ones are over though nobody has ended them yet. */
export const selectOwnSessions = (personId: number, now: number, idleMs: number): Statement => ({
  text: `select encode(token_hash, 'hex') as id, created_at as "openedAt", last_seen_at as "lastSeenAt",
                expires_at as "expiresAt", address, agent
           from sessions
          where person_id = $1 and ended_at is null and expires_at > $2 and last_seen_at > $3
          order by last_seen_at desc`,
  values: [personId, new Date(now), new Date(now - idleMs)],
});
export type OwnSessionRow = Omit<OwnSession, 'isCurrent'>;
