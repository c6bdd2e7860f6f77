import { defaultPermissions, isAllowed, isFixed, type Permission, type Role } from '../../../contracts/permissions.ts';
import type { MatrixCell, RoleLine } from '../../../contracts/roles.ts';

/** `never`: the role's duty does not allow it; `fixed`: the role is nothing without it. */
export type CellKind = 'never' | 'fixed' | 'open';
export const cellKind = (role: Role, permission: Permission): CellKind =>
  !isAllowed(role, permission) ? 'never' : isFixed(role, permission) ? 'fixed' : 'open';

export const cellKey = (role: Role, permission: Permission): string => `${role} ${permission}`;

/** The cells that hold. */
export const heldCells = (lines: readonly RoleLine[]): ReadonlySet<string> =>
  new Set(lines.flatMap(({ role, permissions }) => permissions.map((one) => cellKey(role, one))));

/** Otherwise than in a new installation. */
export const differs = (role: Role, permission: Permission, isHeld: boolean): boolean =>
  isHeld !== defaultPermissions[role].includes(permission);

/** A cell pressed: put down as changed, or taken from what is changed when it is as it holds again. */
export function pressed(
  draft: readonly MatrixCell[],
  role: Role,
  permission: Permission,
  holds: boolean,
): MatrixCell[] {
  const rest = draft.filter((cell) => cell.role !== role || cell.permission !== permission);
  return rest.length < draft.length ? rest : [...draft, { role, permission, isHeld: !holds }];
}
