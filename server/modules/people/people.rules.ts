import type { ProblemCode } from '../../../contracts/errors.ts';
import { isAdministrator, roleFacts, type PersonRole } from '../../../contracts/permissions.ts';
import { mayServeIn, type OrganisationKind } from '../../../contracts/organisation.ts';

export interface NewPerson {
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
}
export type NewPersonRow = Omit<NewPerson, 'password'> & {
  readonly passwordHash: string;
  /** Given by somebody else: changed at the first sign-in. */
  readonly isTemporary: boolean;
};

/** An administrator's post that somebody active holds. */
export interface AdministratorPost {
  readonly personId: number;
  readonly role: string;
}
export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** Why a person may not be deactivated now, or undefined. The district must not lose its last administrator of a kind. */
export function whyNotDeactivate(id: number, posts: readonly AdministratorPost[]): Objection | undefined {
  const own = posts.filter((post) => post.personId === id).map((post) => post.role);
  const isLast = own.some((role) => !posts.some((post) => post.role === role && post.personId !== id));
  return isLast ? { code: 'not-permitted', detail: '不能停用最后一名同类管理员' } : undefined;
}

/**
 * Why a role may not be given to somebody who holds others, or undefined. An administrator holds one role and no other
 * (GB/T 22239-2019 8.1.4.2 d); a street's role is held in a street.
 */
export function whyNotGrant(
  role: PersonRole,
  kind: OrganisationKind,
  held: readonly PersonRole[],
): Objection | undefined {
  const mixes = held.some((other) => other !== role && (isAdministrator(other) || isAdministrator(role)));
  if (mixes) return { code: 'not-permitted', detail: '系统、安全、审计管理员不得兼任其他角色' };
  if (!mayServeIn(role, kind)) return { code: 'bad-request', detail: `${roleFacts[role].name}不能任职于此类机构` };
  return undefined;
}
