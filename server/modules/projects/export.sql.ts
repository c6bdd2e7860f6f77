import type { Label } from '../../../contracts/labels.ts';
import type { Statement } from '../../platform/database.ts';

/** Projects of a label that the permission the transaction looks by reaches. */
export const selectLabelled = (label: Label): Statement => ({
  text: `select id from projects where label = $1`,
  values: [label],
});

/** Whether the permission the transaction looks by reaches it. */
export const selectLabel = (id: string): Statement => ({
  text: `select label from projects where id = $1`,
  values: [id],
});

/** The same, held until the transaction ends. */
export const lockLabel = (id: string): Statement => ({
  text: `select label from projects where id = $1 for update`,
  values: [id],
});

export const relabel = (id: string, label: Label): Statement => ({
  text: `update projects set label = $2 where id = $1`,
  values: [id, label],
});
