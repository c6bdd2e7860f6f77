import type { Instant } from '../../../contracts/glossary.ts';
import type { Borrower, LendablePost, Loan, NewLoan } from '../../../contracts/loans.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';
import { record, type Action } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { whyNotLend, type LoanCase } from './loans.rules.ts';
import * as sql from './loans.sql.ts';
import { lockHolder } from './people.sql.ts';

/** Loans that a person has given and received, the latest first. */
export const listLoansOf = (db: Runner, personId: number): Promise<Loan[]> => db.run<Loan>(sql.selectLoansOf(personId));

export const listLendablePosts = (db: Runner, personId: number): Promise<LendablePost[]> =>
  db.run<LendablePost>(sql.selectOwnPosts(personId));

/** To whom somebody may lend. */
export const findBorrowers = (db: Runner, text: string, lenderId: number): Promise<Borrower[]> =>
  db.run<Borrower>(sql.selectBorrowers(text, lenderId));

async function readLoan(db: Runner, id: number): Promise<Loan> {
  const [loan] = await db.run<Loan>(sql.selectLoan(id));
  if (loan === undefined) throw new ProblemError('not-found', '岗位出借');
  return loan;
}

/**
 * Lends a post of one's own for a time. It works from its first day on and ends by itself.
 * @throws ProblemError not-found, not-permitted, bad-request, not-in-this-state
 */
export const lendPost: Action<
  'post.lend',
  { readonly lenderId: number; readonly wanted: NewLoan; readonly now: Instant },
  Loan
> = async (tx, actor, { lenderId, wanted, now }) => {
  const [post] = await tx.run<NonNullable<LoanCase['post']>>(sql.lockOwnPost(wanted.postId, lenderId));
  const [borrower] = await tx.run<{ loginName: string; roles: PersonRole[] }>(lockHolder(wanted.borrowerId));
  const [double] = await tx.run<{ count: number }>(sql.countDouble(wanted));
  const known = { lenderId, post, borrowerRoles: borrower?.roles, isDouble: (double?.count ?? 0) > 0, now };
  const objection = whyNotLend(wanted, known);
  if (objection) throw new ProblemError(objection.code, objection.detail);
  const [made] = await tx.run<{ id: number }>(sql.insertLoan(wanted));
  const loan = await readLoan(tx, made?.id ?? 0);
  const { role, organisationName, kind, fromAt, untilAt, reason } = loan;
  const after = { id: loan.id, to: loan.borrower, role, organisationName, kind, fromAt, untilAt, reason };
  return record(tx, { actor, verb: 'post.lend', subject: loan.lender, after }, loan);
};

/**
 * Ends a loan before its time. `ofPerson`: only one that this person has given or received.
 * @throws ProblemError not-found when it is over, or somebody else's
 */
export const endLoan: Action<
  'post.loan-end',
  { readonly id: number; readonly ofPerson: number | null },
  undefined
> = async (tx, actor, { id, ofPerson }) => {
  const ended = await tx.run(sql.endLoan(id, ofPerson));
  if (ended.length === 0) throw new ProblemError('not-found', '岗位出借');
  const { lender, borrower, role, untilAt } = await readLoan(tx, id);
  return record(tx, { actor, verb: 'post.loan-end', subject: lender, before: { id, to: borrower, role, untilAt } });
};
