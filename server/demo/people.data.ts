import type { Role } from '../../contracts/permissions.ts';
import { roleNames } from '../../contracts/permissions.ts';

/** One account a role; passwords are made at random when they are written. */
export const demoPeople: readonly { readonly loginName: string; readonly name: string; readonly role: Role }[] = [
  { loginName: 'admin', name: roleNames.administrator, role: 'administrator' },
  { loginName: 'office', name: roleNames.office, role: 'office' },
  { loginName: 'leader', name: roleNames.leader, role: 'leader' },
];
