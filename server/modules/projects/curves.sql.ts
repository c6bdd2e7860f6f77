import type { CurveScope } from '../../../contracts/projects.ts';
import type { Statement } from '../../platform/database.ts';

const ZONE = `'Asia/Shanghai'`;
/** Which projects a scope holds; $1 is its code. */
const members: Readonly<Record<CurveScope, string>> = {
  district: `$1::text is not null`,
  street: `p.street_code = $1`,
  department: `p.department_code = $1`,
  sector: `p.category = $1`,
  project: `p.id = $1`,
};

/** What a scope's curves span: a project its own weeks, anything larger the calendar year of Asia/Shanghai. */
export const selectSpan = (scope: CurveScope, code: string, now: number): Statement => ({
  text: `select count(*)::int as projects,
       min(case when '${scope}' = 'project' then date_trunc('month', p.starts_at, ${ZONE})
                else date_trunc('year', $2::timestamptz, ${ZONE}) end) as "from",
       max(case when '${scope}' = 'project'
                then (date_trunc('month', greatest(p.ends_at at time zone ${ZONE},
                        (select max(f.month)::timestamp from project_funds_plan f where f.project_id = p.id))) + interval '1 month')
                     at time zone ${ZONE}
                else (date_trunc('year', $2::timestamptz at time zone ${ZONE}) + interval '1 year') at time zone ${ZONE} end) as "to",
       coalesce(sum(p.budget_fen), 0)::text as "budgetFen"
  from projects p where ${members[scope]}`,
  values: [code, new Date(now)],
});

const named: Readonly<Record<Exclude<CurveScope, 'district' | 'sector'>, string>> = {
  street: 'streets where code = $1',
  department: 'organisations where code = $1',
  project: 'projects where id = $1',
};

export const selectScopeName = (scope: keyof typeof named, code: string): Statement => ({
  text: `select name from ${named[scope]}`,
  values: [code],
});

/**
 * Plan and verified progress of a scope at each Monday in the span, weighted by budget over the projects that have
 * reported by now: the same ones as the area's figure, so that the curve ends where the figure stands. While nobody has
 * reported it is the plan of all that have one. A project counts with its last plan and report by then: nothing before it
 * begins, what it reached after. Progress is null where the week has not closed or nobody of the scope reported in it.
 */
export const selectScopeWeeks = (
  scope: CurveScope,
  code: string,
  span: { from: number; to: number },
  now: number,
): Statement => ({
  text: `with planned as (
  select p.id, p.budget_fen,
         exists (select 1 from project_weeks w
                  where w.project_id = p.id and w.progress is not null and w.closes_at <= $4) as reported
    from projects p
   where ${members[scope]} and exists (select 1 from project_weeks w where w.project_id = p.id)
), members as (
  select id, budget_fen from planned where reported or not (select coalesce(bool_or(reported), false) from planned)
), mondays as (
  select distinct w.closes_at from project_weeks w join members m on m.id = w.project_id
   where w.closes_at >= $2 and w.closes_at <= $3
)
select d.closes_at as "closesAt",
       (sum(m.budget_fen * coalesce(w.planned, 0)) / sum(m.budget_fen))::float8 as planned,
       case when d.closes_at <= $4 and bool_or(r.closes_at = d.closes_at)
            then (sum(m.budget_fen * coalesce(r.progress, 0)) / sum(m.budget_fen))::float8 end as progress
  from mondays d
 cross join members m
  left join lateral (
    select planned from project_weeks where project_id = m.id and closes_at <= d.closes_at order by closes_at desc limit 1
  ) w on true
  left join lateral (
    select closes_at, progress from project_weeks
     where project_id = m.id and closes_at <= d.closes_at and progress is not null order by closes_at desc limit 1
  ) r on true
 group by d.closes_at
 order by d.closes_at`,
  values: [code, new Date(span.from), new Date(span.to), new Date(now)],
});

/** Payments, planned and arrived funds of each calendar month in the span, each month's own; the caller adds them up. */
export const selectScopeMonths = (
  scope: CurveScope,
  code: string,
  span: { from: number; to: number },
  now: number,
): Statement => ({
  text: `with members as (select p.id from projects p where ${members[scope]}),
months as (
  select (g at time zone ${ZONE}) as starts_at, ((g + interval '1 month') at time zone ${ZONE}) as ends_at, g::date as month
    from generate_series($2::timestamptz at time zone ${ZONE}, ($3::timestamptz at time zone ${ZONE}) - interval '1 day',
                         interval '1 month') g
)
select m.starts_at as "startsAt", m.ends_at as "endsAt",
       (select coalesce(sum(y.amount_fen), 0)::text from payments y
         where y.project_id in (select id from members) and y.paid_at >= m.starts_at and y.paid_at < m.ends_at
           and y.paid_at <= $4) as "paidFen",
       (select sum(f.amount_fen)::text from project_funds_plan f
         where f.project_id in (select id from members) and f.month = m.month) as "plannedFen",
       (select sum(a.amount_fen)::text from appropriations a
         where a.project_id in (select id from members) and a.arrived_at >= m.starts_at and a.arrived_at < m.ends_at
           and a.arrived_at <= $4) as "arrivedFen"
  from months m
 order by m.starts_at`,
  values: [code, new Date(span.from), new Date(span.to), new Date(now)],
});
