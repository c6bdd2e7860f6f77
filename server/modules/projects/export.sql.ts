import type { Label } from '../../../contracts/labels.ts';
import type { Statement } from '../../platform/database.ts';

/** Projects of a label that the permission the transaction looks by reaches. */
export const selectLabelled = (label: Label): Statement => ({
  text: `select id from projects where label = $1`,
  values: [label],
});

export const relabel = (id: string, label: Label): Statement => ({
  text: `with before as (select label from projects where id = $1 for update)
         update projects set label = $2 from before where id = $1 returning before.label as before`,
  values: [id, label],
});
