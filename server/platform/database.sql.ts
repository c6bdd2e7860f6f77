import type { Permission } from '../../contracts/permissions.ts';
import type { Statement, Viewpoint } from './database.ts';

export const begin = 'begin';

/** The same viewer by another permission; names the role to go on with. */
export const selectRoleBy = (permission: Permission): Statement => ({
  text: `select access.look_by($1) as role`,
  values: [permission],
});

/** A role is set by a statement of its own: no query may do it (migration 020). @throws RangeError for any but ours */
export function goOnAs(role: string): Statement {
  if (!/^xw_[a-z_]{1,30}$/.test(role)) throw new RangeError(`no role: ${role}`);
  return { text: `set local role ${role}` };
}

/** The role that the connection was opened with. */
export const goOnAsServer: Statement = { text: `set local role none` };

/**
 * Opens a transaction for somebody's eyes: what they reach is settled and sealed, and the role becomes one that row
 * security holds (migration 020). One text, one round trip; all of it ends with the transaction.
 * @throws RangeError for anything but a plain viewer and permission: they stand in the text
 */
export function beginAs({ viewer, permission }: Viewpoint): string {
  if (!/^(nobody|(person|wall|key):[0-9]{1,9})$/.test(viewer)) throw new RangeError(`no viewer: ${viewer}`);
  if (!/^[A-Za-z.-]{1,60}$/.test(permission)) throw new RangeError(`no permission: ${permission}`);
  return `begin; select access.enter('${viewer}', '${permission}')`;
}
