import type { Instant } from '../../../contracts/glossary.ts';
import { isAdministrator, type PersonRole } from '../../../contracts/permissions.ts';
import type { NewLoan } from '../../../contracts/loans.ts';
import type { Objection } from './people.rules.ts';

/** What is known when a post is to be lent. */
export interface LoanCase {
  readonly lenderId: number;
  /** The post, if it is the lender's own. */
  readonly post: { readonly role: PersonRole; readonly untilAt: Instant | null } | undefined;
  /** Roles that the borrower holds or has borrowed, now or later; undefined when there is no such active person. */
  readonly borrowerRoles: readonly PersonRole[] | undefined;
  /** The same post is lent to the same person for some of these days. */
  readonly isDouble: boolean;
  readonly now: Instant;
}

/** A loan is for a time, not for good: half a year at most, then it is looked at again. */
export const LOAN_MAX_MS = 184 * 24 * 60 * 60_000;

/**
 * Why a post may not be lent so, or undefined. A lent post cannot be lent on (it is not the borrower's own), an
 * administrator's post not at all, and nobody mixes an administrator's role with another by borrowing.
 */
export function whyNotLend(wanted: NewLoan, known: LoanCase): Objection | undefined {
  const { post, borrowerRoles } = known;
  if (post === undefined) return { code: 'not-found', detail: '本人岗位' };
  if (isAdministrator(post.role)) return { code: 'not-permitted', detail: '管理员岗位不得委托或代理' };
  if (wanted.borrowerId === known.lenderId) return { code: 'bad-request', detail: '不能借给本人' };
  if (borrowerRoles === undefined) return { code: 'not-found', detail: '受托人' };
  if (borrowerRoles.some(isAdministrator))
    return { code: 'not-permitted', detail: '系统、安全、审计管理员不得兼任其他角色' };
  if (wanted.untilAt <= wanted.fromAt || wanted.untilAt <= known.now)
    return { code: 'bad-request', detail: '止期须晚于起期和当前时间' };
  if (wanted.untilAt - Math.max(wanted.fromAt, known.now) > LOAN_MAX_MS)
    return { code: 'bad-request', detail: '一次出借不超过半年' };
  if (post.untilAt !== null && wanted.fromAt >= post.untilAt) return { code: 'bad-request', detail: '岗位届时已到期' };
  if (known.isDouble) return { code: 'not-in-this-state', detail: '该时段已借给此人' };
  return undefined;
}
