import type { Label } from '../../../contracts/labels.ts';
import type { Statement } from '../../platform/database.ts';

/** Projects of a label within the reach of the permission that the transaction looks by. */
export const selectLabelled = (label: Label): Statement => ({
  text: `select id from projects where label = $1`,
  values: [label],
});

const dayOf = (instant: string): string => `(${instant} at time zone 'Asia/Shanghai')::date::text`;
/** What is entered of projects, by the names that people know. */
export const selectProjectRows = (projectIds: readonly string[]): Statement => ({
  text: `select p.id, p.name, l.chart, p.category, p.sector, p.rollout, d.name as department,
       coalesce((select string_agg(o.name, '、' order by o.code) from project_partners r join organisations o on o.code = r.org_code
                  where r.project_id = p.id), '') as partners,
       coalesce(u.name, '') as unit, p.lon::text as lon, p.lat::text as lat, coalesce(s.name, '全区') as street,
       coalesce(c.name, '') as community, p.budget_fen::text as "budgetFen", ${dayOf('p.starts_at')} as "startsOn",
       ${dayOf('p.ends_at')} as "endsOn", p.label
  from projects p
  join organisations d on d.code = p.department_code
  left join organisations u on u.code = p.unit_code
  left join organisations c on c.code = p.community_code
  left join streets s on s.code = p.street_code
  left join project_lifecycles l on l.project_id = p.id
 where p.id = any ($1)
 order by p.id`,
  values: [projectIds],
});

/** Targets of a year that are filled in by hand, with what counts in a month; of the projects named. */
export const selectSheetRows = (year: number, month: string, projectIds: readonly string[]): Statement => ({
  text: `select t.project_id as "projectId", p.name as "projectName", i.code, i.name, i.unit, i.auto_source as "autoSource",
       t.weight::text as weight, t.target::text as target, t.target_text as "targetText", o.name as organisation, t.note, t.monthly::text[] as monthly,
       d.state, v.value::text as value, v.band, v.points_met as "pointsMet", v.vetoed, v.over_reason as "overReason",
       v.deviation, v.likelihood, v.forecast::text as forecast, v.note as "valueNote"
  from declarations d
  join projects p on p.id = d.project_id
  join targets t on t.declaration_id = d.id
  join indicators i on i.id = t.indicator_id
  left join indicators p2 on p2.id = i.parent_id
  left join indicators p1 on p1.id = p2.parent_id
  left join organisations o on o.code = t.org_code
  left join indicator_values v on v.target_id = t.id and v.month = $2::date and v.state = 'accepted'
 where d.year = $1 and d.project_id = any ($3)
 order by t.project_id, coalesce(p1.position, p2.position, i.position), coalesce(p2.position, i.position), i.position, i.code
 limit 5000`,
  values: [year, `${month}-01`, projectIds],
});
