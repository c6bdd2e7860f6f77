import type { MatrixCell } from '../../../contracts/roles.ts';
import type { Statement } from '../../platform/database.ts';

/** Every role with what it may do now; names of a former release may be among its permissions. */
export const selectRoles = (): Statement => ({
  text: `select r.role, r.scope,
                array(select permission from role_permissions where role = r.role order by permission) as permissions,
                (select count(distinct p.person_id)::integer from posts p join people h on h.id = p.person_id and h.active
                  where p.role = r.role and p.from_at <= now() and (p.until_at is null or p.until_at > now())) as holders
           from roles r`,
});

/** Two changes of the matrix come one after the other. */
export const lockMatrix = (): Statement => ({ text: `select pg_advisory_xact_lock(hashtext('role-matrix'))` });

const columns = (cells: readonly MatrixCell[]) => [
  cells.map(({ role }) => role),
  cells.map(({ permission }) => permission),
];

export const insertPermissions = (cells: readonly MatrixCell[]): Statement => ({
  text: `insert into role_permissions (role, permission) select * from unnest($1::text[], $2::text[])
         on conflict do nothing returning role, permission`,
  values: columns(cells),
});

export const deletePermissions = (cells: readonly MatrixCell[]): Statement => ({
  text: `delete from role_permissions
          where (role, permission) in (select * from unnest($1::text[], $2::text[])) returning role, permission`,
  values: columns(cells),
});
