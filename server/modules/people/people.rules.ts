import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Role } from '../../../contracts/permissions.ts';

export interface NewPerson {
  readonly loginName: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly password: string;
}
export type NewPersonRow = Omit<NewPerson, 'password'> & { readonly passwordHash: string };

/** Why a person may not be deactivated now, or undefined. The district must not lose its last administrator. */
export function whyNotDeactivate(
  id: number,
  activeAdministrators: readonly number[],
): { readonly code: ProblemCode; readonly detail: string } | undefined {
  const isLast = activeAdministrators.length === 1 && activeAdministrators[0] === id;
  return isLast ? { code: 'not-permitted', detail: '不能停用最后一名系统管理员' } : undefined;
}
