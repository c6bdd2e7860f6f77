import { permissionNames, permissions, roleNames, roles, type Permission } from '../../../contracts/permissions.ts';
import type { ProblemCode } from '../../../contracts/errors.ts';
import { whyNotCell, type MatrixCell, type RoleLine } from '../../../contracts/roles.ts';

export type RoleRow = Omit<RoleLine, 'permissions'> & { readonly permissions: readonly string[] };

/** Roles in the contract's order, without permissions of former releases. */
export const linesOf = (rows: readonly RoleRow[]): RoleLine[] =>
  roles.flatMap((role) => {
    const row = rows.find((one) => one.role === role);
    const isHeld = (permission: Permission) => row?.permissions.includes(permission) === true;
    return row === undefined ? [] : [{ ...row, permissions: permissionNames.filter(isHeld) }];
  });

/** Why cells of the matrix may not become so, or undefined; the first that may not is named. */
export function whyNotMatrix(cells: readonly MatrixCell[]): { code: ProblemCode; detail: string } | undefined {
  const named = new Set<string>();
  for (const cell of cells) {
    const what = `${roleNames[cell.role]} · ${permissions[cell.permission].label}`;
    const key = `${cell.role} ${cell.permission}`;
    if (named.has(key)) return { code: 'bad-request', detail: `${what}重复` };
    named.add(key);
    const why = whyNotCell(cell);
    if (why === 'duty') return { code: 'not-permitted', detail: `${what}:与该角色的职责分离要求不符` };
    if (why === 'fixed') return { code: 'not-permitted', detail: `${what}:该角色必备,不得取消` };
  }
  return undefined;
}
