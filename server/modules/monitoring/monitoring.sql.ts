import type { MonitoringQuery } from '../../../contracts/monitoring.ts';
import type { Statement } from '../../platform/database.ts';

/** 全年预算数: what is known of its three sources; null where none of them is. */
const totalFen = `case when num_nulls(d.fiscal_fen, d.carried_fen, d.other_fen) < 3
  then coalesce(d.fiscal_fen, 0) + coalesce(d.carried_fen, 0) + coalesce(d.other_fen, 0) end`;
/** Paid in the year of $1 by the end of its month. */
const paidFen = `(select coalesce(sum(amount_fen), 0)::text from payments
  where project_id = p.id and paid_at >= date_trunc('year', $1::timestamp) at time zone 'Asia/Shanghai'
    and paid_at < ($1::timestamp + interval '1 month') at time zone 'Asia/Shanghai')`;
/** The light of the budget execution rate: that of the target that is measured so. */
const executionLight = `(select b.light from indicator_scores b
   join targets t on t.id = b.target_id and t.project_id = p.id join indicators i on i.id = t.indicator_id and i.method = 'execution'
  where b.project_id = p.id and b.month = $1::date limit 1)`;
const lightsBy = (count: string, light: string): string =>
  `json_build_object(${['red', 'yellow', 'green', 'blue']
    .map((one) => `'${one}', ${count} filter (where ${light} = '${one}')`)
    .join(', ')}, 'none', ${count} filter (where ${light} is null))`;

/** Approved declarations of the month's year, with the score of the month. */
const monitored = `from declarations d
  join projects p on p.id = d.project_id
  join organisations o on o.code = p.department_code
  left join streets st on st.code = p.street_code
  left join project_scores s on s.project_id = p.id and s.month = $1::date
 where d.state = 'approved' and d.year = extract(year from $1::date)
   and ($2::text is null or p.category = $2)
   and ($3::text is null or strpos(lower(p.id || ' ' || p.name), lower($3)) > 0)`;
const asked = ({ month, category, text }: MonitoringQuery) => [`${month}-01`, category ?? null, text?.trim() || null];

/** A page of them, the worst light first. */
export const selectMonitored = (query: MonitoringQuery): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName", p.category, o.name as "departmentName",
       st.name as "streetName", p.real_name as "realName", s.light, s.score::text as score, s.grade, s.missing,
       d.initial_fen::text as "initialFen", (${totalFen})::text as "totalFen", ${paidFen} as "paidFen",
       ${executionLight} as "executionLight", count(*) over ()::integer as total,
       (select ${lightsBy('count(*)', 'b.light')} from targets t
          left join indicator_scores b on b.project_id = p.id and b.month = $1::date and b.target_id = t.id
         where t.declaration_id = d.id) as lights
  ${monitored} and ($4::text is null or coalesce(s.light, 'none') = $4)
 order by array_position(array['red', 'yellow', 'blue', 'green'], s.light), p.id limit $5 offset $6`,
  values: [...asked(query), query.light ?? null, query.limit ?? 50, query.offset ?? 0],
});

export const countLights = (query: MonitoringQuery): Statement => ({
  text: `select ${lightsBy('count(*)', 's.light')} as counts ${monitored}`,
  values: asked(query),
});

export const selectHead = (projectId: string, month: string): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName", p.category, o.name as "departmentName",
       u.name as "unitName", st.name as "streetName", p.demo, p.real_name as "realName", d.id as "declarationId",
       d.annual_goal as "annualGoal", s.light, s.score::text as score, s.grade, s.computed_at as "computedAt",
       d.initial_fen::text as "initialFen", (${totalFen})::text as "totalFen", ${paidFen} as "paidFen",
       d.fiscal_fen::text as "fiscalFen", d.carried_fen::text as "carriedFen", d.other_fen::text as "otherFen"
  from declarations d
  join projects p on p.id = d.project_id
  join organisations o on o.code = p.department_code
  left join organisations u on u.code = p.unit_code
  left join streets st on st.code = p.street_code
  left join project_scores s on s.project_id = p.id and s.month = $1::date
 where d.state = 'approved' and d.year = extract(year from $1::date) and p.id = $2`,
  values: [`${month}-01`, projectId],
});

/** Its targets in the order of their tree, each with the newest accepted value by the month's end. */
export const selectRows = (declarationId: number, month: string): Statement => ({
  text: `select t.id as "targetId", i.code, i.name, array_remove(array[p1.name, p2.name], null) as path, i.method,
       i.direction, i.unit, i.decimals, i.aspect, cardinality(i.points) as "pointsInAll", t.weight::text as weight,
       t.target::text as target, t.target_text as "targetText",
       t.monthly[extract(month from $2::date)::integer]::text as planned,
       v.id as "valueId", v.value::text as value, v.band, v.points_met as "pointsMet", v.vetoed,
       to_char(v.month, 'YYYY-MM') as "valueMonth", v.forecast::text as forecast, v.deviation, v.likelihood,
       coalesce(v.note, '') as note, b.state, b.points::text as score, b.light, b.sentence
  from targets t
  join indicators i on i.id = t.indicator_id
  left join indicators p2 on p2.id = i.parent_id
  left join indicators p1 on p1.id = p2.parent_id
  left join lateral (select * from indicator_values where target_id = t.id and state = 'accepted' and month <= $2::date
                      order by month desc limit 1) v on true
  left join indicator_scores b on b.project_id = t.project_id and b.month = $2::date and b.target_id = t.id
 where t.declaration_id = $1
 order by coalesce(p1.position, p2.position, i.position), coalesce(p2.position, i.position), i.position, i.code`,
  values: [declarationId, `${month}-01`],
});

/** Lights and scores of the year's months up to this one. */
export const selectMonths = (projectId: string, month: string): Statement => ({
  text: `select to_char(month, 'YYYY-MM') as month, light, score::text as score from project_scores
          where project_id = $1 and year = extract(year from $2::date) and month <= $2::date order by month`,
  values: [projectId, `${month}-01`],
});
