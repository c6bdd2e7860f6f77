import type { Statement } from '../../platform/database.ts';

export interface ProjectFilter {
  readonly id?: string | undefined;
  readonly streetCode?: string | undefined;
  readonly departmentCode?: string | undefined;
  /** These and no others. */
  readonly ids?: readonly string[] | undefined;
}

const ZONE = `'Asia/Shanghai'`;
/** First instant of a month, and of the next one, in Asia/Shanghai. */
const monthStart = `(f.month::timestamp at time zone ${ZONE})`;
const monthEnd = `((f.month + interval '1 month') at time zone ${ZONE})`;
/** A month's planned amount as far as it has run by $1: whole months whole, the current one by time passed (序时). */
const plannedSoFar = `case when ${monthEnd} <= $1 then f.amount_fen else
  floor(f.amount_fen * extract(epoch from $1::timestamptz - ${monthStart}) / extract(epoch from ${monthEnd} - ${monthStart}))::bigint end`;

/**
 * Projects with all their figures are computed from: the two newest reports, payments up to the newest one's close, up
 * to now and of this year, funds arrived, the funds plan, the phase's planned end, the milestone longest overdue. `greatest` passes over
 * null, and unlike `coalesce` row security lets it come before its own condition, so that the index serves both.
 */
export const selectProjects = (now: number, filter: ProjectFilter = {}): Statement => ({
  text: `select p.id, p.name, p.category, p.phase, p.department_code as "departmentCode", d.name as "departmentName",
       p.street_code as "streetCode", p.budget_fen::text as "budgetFen", p.starts_at as "startsAt",
       p.ends_at as "endsAt", p.label, p.demo, p.real_name as "realName",
       w.closes_at as "closesAt", w.planned::text as planned, w.progress::text as progress,
       b.planned::text as "plannedBefore", b.progress::text as "progressBefore", missed.count as "missedWeeks",
       coalesce(m.paid, 0)::text as "paidFen", arrived.fen as "arrivedFen", m.paid_to_close::text as "paidToCloseFen",
       coalesce(m.year, 0)::text as "yearPaidFen", plan.year::text as "yearPlannedFen",
       plan.year_so_far::text as "yearPlannedToNowFen", plan.so_far::text as "paidPlannedFen",
       ph.planned_end_at as "phaseEndsAt", late.name as "overdueName", late.planned_to as "overdueAt",
       done.left_at as "completedAt"
  from projects p
  join organisations d on d.code = p.department_code
  left join lateral (
    select closes_at, planned, progress from project_weeks
     where project_id = p.id and progress is not null and closes_at <= $1 order by closes_at desc limit 1
  ) w on true
  left join lateral (
    select planned, progress from project_weeks
     where project_id = p.id and progress is not null and closes_at < w.closes_at order by closes_at desc limit 1
  ) b on true
  cross join lateral (
    select count(*)::int as count from project_weeks
     where project_id = p.id and p.phase = 'building' and closes_at <= $1
       and closes_at > greatest(w.closes_at, '-infinity')
  ) missed
  left join lateral (
    select sum(amount_fen) as paid, sum(amount_fen) filter (where paid_at < w.closes_at) as paid_to_close,
           sum(amount_fen) filter (where paid_at >= date_trunc('year', $1::timestamptz, ${ZONE})) as year
      from payments where project_id = p.id and paid_at <= $1
  ) m on true
  left join lateral (
    select sum(f.amount_fen) filter (where this_year) as year,
           sum(${plannedSoFar}) filter (where this_year and begun) as year_so_far,
           sum(${plannedSoFar}) filter (where begun) as so_far
      from (select month, amount_fen,
                   date_trunc('year', month::timestamp) = date_trunc('year', $1::timestamptz at time zone ${ZONE}) as this_year,
                   (month::timestamp at time zone ${ZONE}) <= $1 as begun
              from project_funds_plan where project_id = p.id) f
  ) plan on true
  left join lateral (
    select sum(amount_fen)::text as fen from appropriations where project_id = p.id and arrived_at <= $1
  ) arrived on true
  left join project_phases ph on ph.project_id = p.id and ph.phase = p.phase and ph.left_at is null
  left join project_phases done on done.project_id = p.id and done.phase = 'building'
  left join lateral (
    select name, planned_to from project_milestones
     where project_id = p.id and actual_to is null and planned_to < $1 order by planned_to, seq limit 1
  ) late on true
 where ($2::text is null or p.id = $2) and ($3::text is null or p.street_code = $3)
   and ($4::text is null or p.department_code = $4) and ($5::text[] is null or p.id = any ($5))
 order by p.id`,
  values: [
    ...[new Date(now), filter.id ?? null, filter.streetCode ?? null, filter.departmentCode ?? null],
    filter.ids ?? null,
  ],
});

/** Plan and report, week by week, the future of the plan included. */
export const selectWeeks = (projectId: string): Statement => ({
  text: `select closes_at as "closesAt", planned::float8 as planned, progress::float8 as progress
         from project_weeks where project_id = $1 order by closes_at`,
  values: [projectId],
});

export const selectPayments = (projectId: string): Statement => ({
  text: `select paid_at as "paidAt", amount_fen::text as "amountFen" from payments
         where project_id = $1 order by paid_at, id`,
  values: [projectId],
});

export const selectSiteCodes = (projectId: string): Statement => ({
  text: `select code from sites where project_id = $1 order by code`,
  values: [projectId],
});

export const selectMilestones = (projectId: string): Statement => ({
  text: `select seq, name, planned_from as "plannedFrom", planned_to as "plannedTo", actual_from as "actualFrom",
       actual_to as "actualTo", progress::float8 as progress, is_event as "isEvent"
  from project_milestones where project_id = $1 order by seq`,
  values: [projectId],
});

export const selectPhases = (projectId: string): Statement => ({
  text: `select phase, planned_end_at as "plannedEndAt", entered_at as "enteredAt", left_at as "leftAt"
  from project_phases where project_id = $1`,
  values: [projectId],
});

/** Approvals of each project: those that passed since the year began, with the working time of their steps, and those under way. */
export const selectApprovalClocks = (yearStart: number, now: number): Statement => ({
  text: `select a.project_id as "projectId",
       count(*) filter (where a.state = 'approved')::int as passed,
       coalesce(sum(w.worked_ms) filter (where a.state = 'approved'), 0)::float8 as "workedMs",
       count(*) filter (where a.state <> 'approved')::int as open,
       count(*) filter (where a.state <> 'approved' and w.due_at < $2)::int as overdue
  from approvals a
  cross join lateral (select sum(worked_ms) as worked_ms, max(due_at) filter (where closed_at is null) as due_at
                        from approval_passes p where p.approval_id = a.id) w
 where a.state in ('open', 'returned') or (a.state = 'approved' and a.ended_at >= $1 and a.ended_at <= $2)
 group by 1`,
  values: [new Date(yearStart), new Date(now)],
});

export const selectThresholds = (now: number): Statement => ({
  text: `select code, value::text as value from thresholds
          where effective_from <= $1 and (effective_to is null or effective_to > $1)`,
  values: [new Date(now)],
});
