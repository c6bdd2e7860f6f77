import type { Statement } from '../../platform/database.ts';

export const selectPerson = (loginName: string): Statement => ({
  text: `select id, name from people where lower(login_name) = lower($1) and active`,
  values: [loginName],
});
