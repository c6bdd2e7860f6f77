import type { NewAssignment } from '../../../contracts/assignments.ts';
import type { Statement } from '../../platform/database.ts';

const assignments = `select a.id, a.project_id as "projectId", p.name as "projectName", a.person_id as "personId",
       h.name as "personName", a.org_code as "organisationCode", o.name as "organisationName",
       a.from_at as "fromAt", a.until_at as "untilAt"
  from project_assignments a
  join projects p on p.id = a.project_id
  left join people h on h.id = a.person_id
  left join organisations o on o.code = a.org_code`;

/** In force or to come, of the projects within reach. */
export const selectAssignments = (): Statement => ({
  text: `${assignments} where a.until_at > now() order by a.project_id, a.id`,
});

export const selectAssignment = (id: number): Statement => ({ text: `${assignments} where a.id = $1`, values: [id] });

/** Whether the project is within reach, and what may be done there goes on with it. */
export const selectProject = (id: string): Statement => ({
  text: `select id from projects where id = $1`,
  values: [id],
});

/** Roles that a person, or the people of an organisation, hold now or later. */
export const selectRolesAt = (personId: number | undefined, organisationCode: string | undefined): Statement => ({
  text: `select array(select distinct p.role from posts p join people h on h.id = p.person_id and h.active
                       where (p.person_id = $1 or p.org_code = $2) and (p.until_at is null or p.until_at > now())) as roles,
                coalesce((select kind from organisations where code = $2 and active), '') as kind`,
  values: [personId ?? null, organisationCode ?? null],
});

/** No row comes back when the same one has it already for some of that time. */
export const insertAssignment = (wanted: NewAssignment): Statement => ({
  text: `insert into project_assignments (project_id, person_id, org_code, from_at, until_at)
         select $1, $2::integer, $3::text, coalesce($4::timestamptz, now()), $5::timestamptz
          where not exists (select from project_assignments a where a.project_id = $1
                               and a.person_id is not distinct from $2 and a.org_code is not distinct from $3
                               and a.until_at > coalesce($4, now()) and a.from_at < $5)
         returning id`,
  values: [
    wanted.projectId,
    wanted.personId ?? null,
    wanted.organisationCode ?? null,
    wanted.fromAt === undefined ? null : new Date(wanted.fromAt),
    new Date(wanted.untilAt),
  ],
});

/** Ends it now; what has not begun never does. */
export const endAssignment = (id: number): Statement => ({
  text: `update project_assignments set until_at = now() + interval '1 microsecond', from_at = least(from_at, now())
          where id = $1 and until_at > now() returning id`,
  values: [id],
});
