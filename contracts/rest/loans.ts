import { Type } from 'typebox';
import { Borrower, LendablePost, Loan, NewLoan } from '../loans.ts';
import { byId, list, Nothing, routes } from './route.ts';

/** Posts lent for a time: 委托 and 代理. */
export const loansRoutes = routes({
  listOwnLoans: {
    method: 'GET',
    path: '/api/account/loans',
    permission: 'signedIn',
    summary: '本人借出、借入的岗位',
    reply: list(Loan),
  },
  listLendablePosts: {
    method: 'GET',
    path: '/api/account/posts',
    permission: 'posts.lend',
    summary: '本人可以出借的岗位',
    reply: list(LendablePost),
  },
  findBorrowers: {
    method: 'GET',
    path: '/api/borrowers',
    permission: 'posts.lend',
    summary: '可以借入岗位的人员',
    query: Type.Object({ text: Type.String({ minLength: 1, maxLength: 40 }) }),
    reply: list(Borrower),
  },
  lendPost: {
    method: 'POST',
    path: '/api/account/loans',
    permission: 'posts.lend',
    verb: 'post.lend',
    summary: '出借本人岗位',
    body: NewLoan,
    reply: Loan,
  },
  endOwnLoan: {
    method: 'DELETE',
    path: '/api/account/loans/:id',
    permission: 'signedIn',
    verb: 'post.loan-end',
    summary: '提前结束本人借出或借入的岗位',
    params: byId,
    reply: Nothing,
  },
  endLoan: {
    method: 'DELETE',
    path: '/api/loans/:id',
    permission: 'posts.grant',
    verb: 'post.loan-end',
    summary: '结束岗位出借',
    params: byId,
    reply: Nothing,
  },
});
