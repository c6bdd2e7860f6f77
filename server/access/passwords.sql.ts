import { PASSWORD_KEPT } from '../../contracts/passwords.ts';
import type { Statement } from '../platform/database.ts';

/** The newest first; the first of them holds. */
export const selectHashes = (personId: number): Statement => ({
  text: `select hash from passwords where person_id = $1 order by id desc limit ${PASSWORD_KEPT}`,
  values: [personId],
});

export const insertPassword = (personId: number, hash: string, temporary: boolean, now: number): Statement => ({
  text: `insert into passwords (person_id, hash, temporary, set_at) values ($1, $2, $3, $4)`,
  values: [personId, hash, temporary, new Date(now)],
});

export const deleteOldPasswords = (personId: number): Statement => ({
  text: `delete from passwords where person_id = $1 and id not in
           (select id from passwords where person_id = $1 order by id desc limit ${PASSWORD_KEPT})`,
  values: [personId],
});
