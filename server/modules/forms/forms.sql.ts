import type { Statement } from '../../platform/database.ts';

/** A project's declaration of a year, and what was paid in it by the end of a month (first day given). */
export const selectFormHead = (projectId: string, year: number, month: string): Statement => ({
  text: `select p.id, p.name, p.label, p.budget_fen::text as "budgetFen", p.starts_at as "startsAt", p.ends_at as "endsAt",
       o.code as "departmentCode", o.name as "departmentName", u.name as "unitName", p.demo, p.real_name as "realName",
       d.id as "declarationId", d.attribute, d.whole_goal as "wholeGoal", d.annual_goal as "annualGoal",
       d.initial_fen::text as "initialFen", d.fiscal_fen::text as "fiscalFen", d.carried_fen::text as "carriedFen",
       d.other_fen::text as "otherFen", t.name as "templateName", d.version,
       (select sum(amount_fen)::text from payments
         where project_id = p.id and paid_at >= make_timestamptz($2::integer, 1, 1, 0, 0, 0, 'Asia/Shanghai')
           and paid_at < ($3::timestamp + interval '1 month') at time zone 'Asia/Shanghai') as "paidFen",
       s.score::text as score
  from projects p
  join organisations o on o.code = p.department_code
  left join organisations u on u.code = p.unit_code
  join declarations d on d.project_id = p.id and d.year = $2::integer
  join templates t on t.code = d.template_code
  left join project_scores s on s.project_id = p.id and s.month = $3::date
 where p.id = $1`,
  values: [projectId, year, `${month}-01`],
});

/** Targets in the order of their tree, each with the newest accepted value by the end of a month. */
export const selectFormRows = (declarationId: number, month: string): Statement => ({
  text: `select coalesce(p1.name, p2.name, i.name) as first, case when p1.id is null then null else p2.name end as second,
       i.code, i.name, i.nature, i.method, i.direction, i.unit, i.decimals, i.points, t.target::text as target,
       t.target_text as "targetText", t.weight::text as weight, v.value::text as value, v.band,
       cardinality(v.points_met) as "pointsMet", v.vetoed, v.forecast::text as forecast, v.deviation, v.likelihood,
       v.note, v.over_reason as "overReason", s.points::text as score, s.light
  from targets t
  join indicators i on i.id = t.indicator_id
  left join indicators p2 on p2.id = i.parent_id
  left join indicators p1 on p1.id = p2.parent_id
  left join lateral (
    select * from indicator_values
     where target_id = t.id and state = 'accepted' and month <= $2::date order by month desc limit 1
  ) v on true
  left join indicator_scores s on s.project_id = t.project_id and s.month = $2::date and s.target_id = t.id
 where t.declaration_id = $1
 order by coalesce(p1.position, p2.position, i.position), coalesce(p2.position, i.position), i.position, i.code`,
  values: [declarationId, `${month}-01`],
});
