import type { Statement } from '../../platform/database.ts';

export const selectPerson = (loginName: string): Statement => ({
  text: `select id, name from people where login_name = $1 and active`,
  values: [loginName],
});
