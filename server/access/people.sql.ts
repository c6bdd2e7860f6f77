import type { Statement } from '../platform/database.ts';

/** What signing in needs of a person; login names are told apart without regard to case. */
export const selectForSignIn = (loginName: string): Statement => ({
  text: `select id, name, password_hash as "passwordHash",
                array(select distinct role from access.posts_in_force f where f.person_id = people.id) as roles
           from people where lower(login_name) = lower($1) and active`,
  values: [loginName],
});
