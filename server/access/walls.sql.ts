import type { Statement } from '../platform/database.ts';

/** One caller gets the row, once: whoever comes second finds `exchanged_at` set. */
export const spendWallToken = (tokenHash: Buffer, now: number, createdAfter: number): Statement => ({
  text: `update walls set exchanged_at = $2
         where token_hash = $1 and exchanged_at is null and revoked_at is null and created_at > $3
         returning id, name`,
  values: [tokenHash, new Date(now), new Date(createdAfter)],
});
