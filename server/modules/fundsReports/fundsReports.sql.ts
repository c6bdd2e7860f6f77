import type { FundsEntry, FundsGround } from '../../../contracts/fundsReports.ts';
import type { ReportState } from '../../../contracts/reports.ts';
import type { Statement } from '../../platform/database.ts';

const ZONE = `'Asia/Shanghai'`;
/** What was paid within a month, and by its end. */
const paidIn = (month: string): string => `(select coalesce(sum(y.amount_fen), 0)::text from payments y
   where y.project_id = p.id and y.paid_at >= (${month})::timestamp at time zone ${ZONE}
     and y.paid_at < ((${month}) + interval '1 month') at time zone ${ZONE})`;
const paidBy = (month: string): string => `(select coalesce(sum(y.amount_fen), 0)::text from payments y
   where y.project_id = p.id and y.paid_at < ((${month}) + interval '1 month') at time zone ${ZONE})`;
const firstDay = (month: string): string => `${month}-01`;

const columns = `r.id, r.project_id as "projectId", p.name as "projectName", to_char(r.month, 'YYYY-MM') as month, r.sources,
  r.arrears_fen::text as "arrearsFen", r.arrears_note as "arrearsNote", r.note, r.reason, r.state,
  r.paid_fen::text as "paidFen", r.planned_fen::text as "plannedFen", r.paid_to_date_fen::text as "paidToDateFen",
  r.planned_to_date_fen::text as "plannedToDateFen", p.budget_fen::text as "budgetFen", ${paidIn('r.month')} as "paidNowFen",
  filler.name as "filledBy", r.filled_at as "filledAt", r.filled_by is not distinct from $1::int as "isOwn",
  reviewer.name as "reviewedBy", r.reviewed_at as "reviewedAt", r.review_note as "reviewNote"`;
const joins = `from funds_reports r
  join projects p on p.id = r.project_id
  left join people filler on filler.id = r.filled_by
  left join people reviewer on reviewer.id = r.reviewed_by`;

export const selectReport = (id: number, personId: number | null): Statement => ({
  text: `select ${columns} ${joins} where r.id = $2`,
  values: [personId, id],
});

export interface FundsAsk {
  readonly state?: ReportState | undefined;
  readonly projectId?: string | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page of reports: what waits first, then the newest. */
export const selectReports = (ask: FundsAsk, personId: number | null): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($2::text is null or r.state = $2) and ($3::text is null or r.project_id = $3)
 order by r.state <> 'submitted', r.filled_at desc, r.id desc
 limit $5 offset ($4 - 1) * $5`,
  values: [personId, ask.state ?? null, ask.projectId ?? null, ask.page, ask.size],
});

/**
 * Months of the year of the last ended one that $1 has behind it and that nobody's accepted report is of. Projects that
 * money moves in: under way, or being settled.
 */
const dueMonths = `select g::date as month
  from generate_series(
         greatest(date_trunc('year', ended.month), date_trunc('month', p.starts_at at time zone ${ZONE})), ended.month,
         interval '1 month') g
 where not exists (select from funds_reports d where d.project_id = p.id and d.month = g::date and d.state = 'accepted')`;
const ended = `cross join (select date_trunc('month', $1::timestamptz at time zone ${ZONE}) - interval '1 month' as month) ended`;
const open = `p.phase in ('building', 'acceptance')`;

export const selectDue = (now: number): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName", o.name as "departmentName", due.months, due.waiting,
       m.reminded_at as "remindedAt", who.name as "remindedBy"
  from projects p ${ended}
  join organisations o on o.code = p.department_code
  cross join lateral (
    select array_agg(to_char(d.month, 'YYYY-MM') order by d.month) as months,
           count(*) filter (where exists (select from funds_reports w where w.project_id = p.id and w.month = d.month
                                             and w.state = 'submitted'))::int as waiting
      from (${dueMonths}) d) due
  left join lateral (select reminded_at, reminded_by from funds_reminders where project_id = p.id
                      order by id desc limit 1) m on true
  left join people who on who.id = m.reminded_by
 where ${open} and due.months is not null
 order by cardinality(due.months) desc, p.id`,
  values: [new Date(now)],
});

/** What the records say of a month. No row: no such project. */
export const selectGround = (projectId: string, month: string): Statement => ({
  text: `select ${paidIn('$2::date')} as "paidFen", ${paidBy('$2::date')} as "paidToDateFen", p.budget_fen::text as "budgetFen",
       (select amount_fen::text from project_funds_plan where project_id = p.id and month = $2::date) as "plannedFen",
       (select sum(amount_fen)::text from project_funds_plan where project_id = p.id and month <= $2::date)
         as "plannedToDateFen",
       exists (select from funds_reports d where d.project_id = p.id and d.month = $2::date and d.state = 'accepted')
         as "isAccepted",
       (select value::text from thresholds where code = 'funds-deviation' and effective_from <= now()
           and (effective_to is null or effective_to > now()) order by effective_from desc limit 1) as tolerance
  from projects p where p.id = $1`,
  values: [projectId, firstDay(month)],
});

/** Sources that the project's budget has, in the order of its lines. */
export const selectSources = (projectId: string): Statement => ({
  text: `select source from project_budget_lines where project_id = $1 group by source order by min(seq)`,
  values: [projectId],
});

export const insertReport = (
  projectId: string,
  entry: FundsEntry,
  ground: FundsGround,
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `insert into funds_reports (project_id, month, sources, arrears_fen, arrears_note, note, reason, paid_fen, planned_fen,
                                    paid_to_date_fen, planned_to_date_fen, filled_by, filled_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning id`,
  values: [
    ...[projectId, firstDay(entry.month), JSON.stringify(entry.sources), entry.arrearsFen, entry.arrearsNote],
    ...[entry.note, entry.reason, ground.paidFen, ground.plannedFen, ground.paidToDateFen, ground.plannedToDateFen],
    ...[by.personId, new Date(by.now)],
  ],
});

export const lockReport = (id: number): Statement => ({
  text: `select id, project_id as "projectId", to_char(month, 'YYYY-MM') as month, state, filled_by as "filledById"
  from funds_reports where id = $1 for update`,
  values: [id],
});
export const replaceAccepted = (projectId: string, month: string): Statement => ({
  text: `update funds_reports set state = 'replaced' where project_id = $1 and month = $2 and state = 'accepted'`,
  values: [projectId, firstDay(month)],
});
export const decideReport = (
  id: number,
  state: 'accepted' | 'returned',
  by: { readonly personId: number; readonly now: number; readonly note: string | null },
): Statement => ({
  text: `update funds_reports set state = $2, reviewed_by = $3, reviewed_at = $4, review_note = $5 where id = $1`,
  values: [id, state, by.personId, new Date(by.now), by.note],
});

/** One reminder for each project that owes a month that does not wait for its review, none reminded within a day. */
export const insertReminders = (projectIds: readonly string[], personId: number, now: number): Statement => ({
  text: `insert into funds_reminders (project_id, months, reminded_by, reminded_at)
  select p.id, due.months, $3, $1
    from projects p ${ended}
    cross join lateral (
      select count(*)::int as months from (${dueMonths}) d
       where not exists (select from funds_reports w where w.project_id = p.id and w.month = d.month
                            and w.state = 'submitted')) due
   where p.id = any ($2) and ${open} and due.months > 0
     and not exists (select from funds_reminders m where m.project_id = p.id and m.reminded_at > $1 - interval '1 day')
  returning project_id as "projectId", months`,
  values: [new Date(now), projectIds, personId],
});
