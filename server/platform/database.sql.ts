import type { Permission } from '../../contracts/permissions.ts';
import type { Statement, Viewpoint } from './database.ts';

export const begin = 'begin';

/** From here to its end the transaction sees what the viewer's permission of this name reaches. */
export const lookBy = (permission: Permission): Statement => ({
  text: `select set_config('xw.permission', $1, true)`,
  values: [permission],
});

/**
 * Opens a transaction for somebody's eyes: the role that row security holds, and the two settings its policies ask for
 * (migration 010). One text, one round trip; both settings end with the transaction.
 * @throws RangeError for anything but a plain viewer and permission: they stand in the text
 */
export function beginAs({ viewer, permission }: Viewpoint): string {
  if (!/^(nobody|(person|wall|key):[0-9]{1,9})$/.test(viewer)) throw new RangeError(`no viewer: ${viewer}`);
  if (!/^[A-Za-z.-]{1,60}$/.test(permission)) throw new RangeError(`no permission: ${permission}`);
  return `begin; set local role xw_app; set local xw.viewer = '${viewer}'; set local xw.permission = '${permission}'`;
}
