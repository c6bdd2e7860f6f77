import { Type, type Static } from 'typebox';
import { loanKinds } from './organisation.ts';
import { personRoles } from './permissions.ts';
import { InstantMs, NameText, nullable, oneOf } from './schema.ts';

/** Why something was done, as people write it. */
export const ReasonText = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

/** A post lent for a time. */
export const Loan = Type.Object({
  id: Type.Integer(),
  kind: oneOf(loanKinds),
  role: oneOf(personRoles),
  organisationName: NameText,
  lenderId: Type.Integer(),
  lender: NameText,
  borrowerId: Type.Integer(),
  borrower: NameText,
  fromAt: InstantMs,
  untilAt: InstantMs,
  endedAt: nullable(InstantMs),
  reason: Type.String(),
});
export type Loan = Static<typeof Loan>;

export const NewLoan = Type.Object({
  postId: Type.Integer({ minimum: 1 }),
  borrowerId: Type.Integer({ minimum: 1 }),
  kind: oneOf(loanKinds),
  fromAt: InstantMs,
  untilAt: InstantMs,
  reason: ReasonText,
});
export type NewLoan = Static<typeof NewLoan>;

/** Somebody whom a post can be lent to. */
export const Borrower = Type.Object({ id: Type.Integer(), name: NameText, place: nullable(Type.String()) });
export type Borrower = Static<typeof Borrower>;

/** A post of one's own that can be lent. */
export const LendablePost = Type.Object({
  id: Type.Integer(),
  role: oneOf(personRoles),
  organisationName: NameText,
  untilAt: nullable(InstantMs),
});
export type LendablePost = Static<typeof LendablePost>;
