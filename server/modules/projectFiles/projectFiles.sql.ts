import type { FileChangeKind, ProjectFacts, ProjectPerson } from '../../../contracts/projectFiles.ts';
import type { Statement } from '../../platform/database.ts';

/** A day of Asia/Shanghai as the instant it begins, and back. */
const instantOf = (day: string): string => `(${day}::date::timestamp at time zone 'Asia/Shanghai')`;
const dayOf = (instant: string): string => `(${instant} at time zone 'Asia/Shanghai')::date::text`;
const closed = `coalesce(l.state in ('S900', 'S910'), false) as "isClosed"`;

export const selectMayPlace = (departmentCode: string, unitCode: string | null): Statement => ({
  text: `select access.may_place($1, $2) as may`,
  values: [departmentCode, unitCode],
});
export const selectNextCode = (year: number): Statement => ({
  text: `select access.next_project_code($1) as code`,
  values: [year],
});

/** Which of what the facts point at is there: departments and their like in office, a unit, a street, its community. */
export const selectReferences = (facts: ProjectFacts, streetCode: string | null): Statement => ({
  text: `select exists (select from organisations where code = $1 and active and kind in ('department', 'street', 'company')) as department,
       (select count(*)::int from organisations where code = any ($2) and active and kind in ('department', 'street')) = cardinality($2) as partners,
       $3::text is null or exists (select from organisations where code = $3 and active and kind in ('company', 'department', 'street')) as unit,
       $4::text is null or exists (select from streets where code = $4) as street,
       $5::text is null or exists (select from organisations where code = $5 and active and kind = 'community'
                                      and street_code = $4) as community`,
  values: [facts.departmentCode, facts.partnerCodes, facts.unitCode, streetCode, facts.communityCode],
});

/** No row comes back when the number is taken, be it by a project out of reach. */
export const insertProject = (id: string, facts: ProjectFacts, streetCode: string | null): Statement => ({
  text: `insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at,
                       ends_at, label, sector, rollout, community_code, lon, lat)
  values ($1, $2, $3, 'planning', $4, $5, $6, $7, ${instantOf('$8')}, ${instantOf('$9')}, $10, $11, $12, $13, $14, $15)
  on conflict (id) do nothing returning id`,
  values: [
    ...[id, facts.name.trim(), facts.category, facts.departmentCode, streetCode, facts.unitCode, facts.budgetFen],
    ...[facts.startsOn, facts.endsOn, facts.label, facts.sector, facts.rollout, facts.communityCode],
    ...[facts.point?.lon ?? null, facts.point?.lat ?? null],
  ],
});

/** All but the label: that has a permission of its own. */
export const updateProject = (id: string, facts: ProjectFacts, streetCode: string | null): Statement => ({
  text: `update projects set name = $2, category = $3, department_code = $4, street_code = $5, unit_code = $6, budget_fen = $7,
       starts_at = ${instantOf('$8')}, ends_at = ${instantOf('$9')}, sector = $10, rollout = $11, community_code = $12,
       lon = $13, lat = $14
 where id = $1`,
  values: [
    ...[id, facts.name.trim(), facts.category, facts.departmentCode, streetCode, facts.unitCode, facts.budgetFen],
    ...[facts.startsOn, facts.endsOn, facts.sector, facts.rollout, facts.communityCode],
    ...[facts.point?.lon ?? null, facts.point?.lat ?? null],
  ],
});

export const deletePartners = (projectId: string): Statement => ({
  text: `delete from project_partners where project_id = $1`,
  values: [projectId],
});
export const insertPartners = (projectId: string, codes: readonly string[]): Statement => ({
  text: `insert into project_partners (project_id, org_code) select $1, code from unnest($2::text[]) as code`,
  values: [projectId, codes],
});

export const selectFile = (projectId: string): Statement => ({
  text: `select p.id, p.name, p.category, p.sector, p.rollout, p.department_code as "departmentCode", p.unit_code as "unitCode",
       p.lon, p.lat, p.street_code as "streetCode", p.community_code as "communityCode",
       p.budget_fen::text as "budgetFen", ${dayOf('p.starts_at')} as "startsOn", ${dayOf('p.ends_at')} as "endsOn",
       p.label, p.phase, p.file_revision as revision, ${closed},
       d.name as "departmentName", u.name as "unitName", s.name as "streetName", c.name as "communityName",
       coalesce((select jsonb_agg(jsonb_build_object('code', o.code, 'name', o.name) order by o.code)
                   from project_partners t join organisations o on o.code = t.org_code
                  where t.project_id = p.id), '[]') as partners
  from projects p
  left join project_lifecycles l on l.project_id = p.id
  left join organisations d on d.code = p.department_code
  left join organisations u on u.code = p.unit_code
  left join organisations c on c.code = p.community_code
  left join streets s on s.code = p.street_code
 where p.id = $1`,
  values: [projectId],
});

/** The file held until the transaction ends. */
export const lockFile = (projectId: string): Statement => ({
  text: `select p.file_revision as revision, p.phase, ${closed}
  from projects p left join project_lifecycles l on l.project_id = p.id where p.id = $1 for update of p`,
  values: [projectId],
});
export const raiseRevision = (projectId: string): Statement => ({
  text: `update projects set file_revision = file_revision + 1 where id = $1`,
  values: [projectId],
});

export interface ChangeRow {
  readonly kind: FileChangeKind;
  readonly by: string;
  readonly at: number;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}
export const insertChange = (projectId: string, { kind, by, at, reason, before, after }: ChangeRow): Statement => ({
  text: `insert into project_changes (project_id, seq, kind, changed_by, changed_at, reason, before, after)
  select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7 from project_changes where project_id = $1`,
  values: [
    ...[projectId, kind, by, new Date(at), reason],
    ...[before, after].map((value) => (value === undefined || value === null ? null : JSON.stringify(value))),
  ],
});

export const selectLinesFen = (projectId: string): Statement => ({
  text: `select coalesce(sum(amount_fen), 0)::text as fen from project_budget_lines where project_id = $1`,
  values: [projectId],
});

export const selectPeople = (projectId: string): Statement => ({
  text: `select duty, person_id as "personId", name, employer, from_on::text as "fromOn", until_on::text as "untilOn"
  from project_people where project_id = $1 order by id`,
  values: [projectId],
});
export const deletePeople = (projectId: string): Statement => ({
  text: `delete from project_people where project_id = $1`,
  values: [projectId],
});
export const insertPeople = (projectId: string, people: readonly ProjectPerson[]): Statement => ({
  text: `insert into project_people (project_id, duty, person_id, name, employer, from_on, until_on)
  select $1, duty, "personId", trim(name), trim(employer), "fromOn", "untilOn"
    from jsonb_to_recordset($2) as p (duty text, "personId" int, name text, employer text, "fromOn" date, "untilOn" date)`,
  values: [projectId, JSON.stringify(people)],
});

/** Who has a post in one of the project's organisations today. */
export const selectColleagues = (projectId: string): Statement => ({
  text: `select distinct h.id as "personId", h.name, o.code as "orgCode", o.name as "orgName"
  from projects p
  join organisations o on o.code in (p.department_code, p.unit_code)
    or o.code in (select org_code from project_partners where project_id = p.id)
    or (o.kind = 'street' and o.street_code = p.street_code)
  join posts f on f.org_code = o.code and f.from_at <= now() and (f.until_at is null or f.until_at > now())
  join people h on h.id = f.person_id and h.active
 where p.id = $1
 order by o.name, h.name, h.id`,
  values: [projectId],
});

export const selectStreet = (code: string): Statement => ({
  text: `select s.name, coalesce((select jsonb_agg(jsonb_build_object('code', o.code, 'name', o.name) order by o.code)
                                    from organisations o where o.kind = 'community' and o.active
                                     and o.street_code = s.code), '[]') as communities
  from streets s where s.code = $1`,
  values: [code],
});
