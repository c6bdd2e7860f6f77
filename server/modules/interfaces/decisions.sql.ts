import type { Statement } from '../../platform/database.ts';

/** Whoever may decide at this moment: a seat that bears somebody's name does not outlive the post by which they decided. */
export const selectPerson = (loginName: string): Statement => ({
  text: `select id, name from people
          where lower(login_name) = lower($1) and active and access.person_holds(id, 'approvals.act')`,
  values: [loginName],
});
