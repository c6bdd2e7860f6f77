import { expect, it } from 'vitest';
import { administratorRoles, isAdministrator, personRoles } from '../../../contracts/permissions.ts';
import type { NewLoan } from '../../../contracts/loans.ts';
import { LOAN_MAX_MS, whyNotLend, type LoanCase } from './loans.rules.ts';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const wanted: NewLoan = {
  ...{ postId: 1, borrowerId: 2, kind: 'substitution', reason: '外出学习' },
  ...{ fromAt: NOW, untilAt: NOW + 7 * DAY },
};
const known: LoanCase = {
  ...{ lenderId: 1, post: { role: 'street', untilAt: null }, borrowerRoles: ['street'] },
  ...{ isDouble: false, now: NOW },
};

it('lends a post of one’s own for some days', () => {
  expect(whyNotLend(wanted, known)).toBeUndefined();
  expect(whyNotLend(wanted, { ...known, borrowerRoles: [] })).toBeUndefined();
});

it('never lends an administrator’s post, and nothing to an administrator', () => {
  for (const role of personRoles)
    expect(whyNotLend(wanted, { ...known, post: { role, untilAt: null } })?.code, role).toBe(
      isAdministrator(role) ? 'not-permitted' : undefined,
    );
  for (const role of administratorRoles)
    expect(whyNotLend(wanted, { ...known, borrowerRoles: [role] })?.code).toBe('not-permitted');
});

it('lends only what is the lender’s own: a lent post is not lent on', () => {
  expect(whyNotLend(wanted, { ...known, post: undefined })?.code).toBe('not-found');
});

it.each<[string, NewLoan, LoanCase, string]>([
  ['to oneself', { ...wanted, borrowerId: 1 }, known, 'bad-request'],
  ['to nobody', wanted, { ...known, borrowerRoles: undefined }, 'not-found'],
  ['backwards', { ...wanted, untilAt: NOW - DAY, fromAt: NOW }, known, 'bad-request'],
  ['for days that are over', { ...wanted, fromAt: NOW - 2 * DAY, untilAt: NOW }, known, 'bad-request'],
  ['for good', { ...wanted, untilAt: NOW + LOAN_MAX_MS + 1 }, known, 'bad-request'],
  [
    'after the post itself is over',
    { ...wanted, fromAt: NOW + DAY },
    { ...known, post: { role: 'street', untilAt: NOW + DAY } },
    'bad-request',
  ],
  ['twice for the same days', wanted, { ...known, isDouble: true }, 'not-in-this-state'],
])('does not lend %s', (_title, loan, about, code) => expect(whyNotLend(loan, about)?.code).toBe(code));
