import type { BudgetLine, PlannedMonth, PlannedWeek } from '../../../contracts/budgets.ts';
import type { Statement } from '../../platform/database.ts';

const percent = (share: string): string => `trim_scale(${share} * 100)::text`;

export const selectHead = (projectId: string): Statement => ({
  text: `select budget_fen::text as "budgetFen", starts_at as "startsAt", ends_at as "endsAt" from projects where id = $1`,
  values: [projectId],
});

export const selectLines = (projectId: string): Statement => ({
  text: `select source, purpose, year, amount_fen::text as "amountFen", note
  from project_budget_lines where project_id = $1 order by seq`,
  values: [projectId],
});
export const deleteLines = (projectId: string): Statement => ({
  text: `delete from project_budget_lines where project_id = $1`,
  values: [projectId],
});
export const insertLines = (projectId: string, lines: readonly BudgetLine[]): Statement => ({
  text: `insert into project_budget_lines (project_id, seq, source, purpose, year, amount_fen, note)
  select $1, l.seq, l.line->>'source', l.line->>'purpose', (l.line->>'year')::int, (l.line->>'amountFen')::bigint, l.line->>'note'
    from jsonb_array_elements($2::jsonb) with ordinality as l (line, seq)`,
  values: [projectId, JSON.stringify(lines)],
});

/** Months with something planned or paid, oldest first. */
export const selectMonths = (projectId: string): Statement => ({
  text: `select to_char(coalesce(f.month, y.month), 'YYYY-MM') as month, f.amount_fen::text as "amountFen", y.fen::text as "paidFen"
  from (select month, amount_fen from project_funds_plan where project_id = $1) f
  full join (select date_trunc('month', paid_at at time zone 'Asia/Shanghai')::date as month, sum(amount_fen) as fen
               from payments where project_id = $1 group by 1) y on y.month = f.month
 order by 1`,
  values: [projectId],
});
export const deleteMonths = (projectId: string): Statement => ({
  text: `delete from project_funds_plan where project_id = $1`,
  values: [projectId],
});
export const insertMonths = (projectId: string, months: readonly PlannedMonth[]): Statement => ({
  text: `insert into project_funds_plan (project_id, month, amount_fen)
  select $1, (month || '-01')::date, "amountFen"::bigint from jsonb_to_recordset($2) as m (month text, "amountFen" text)`,
  values: [projectId, JSON.stringify(months)],
});

export const selectWeeks = (projectId: string): Statement => ({
  text: `select closes_at as "closesAt", ${percent('planned')} as planned, ${percent('progress')} as progress,
       progress is not null or exists (select from weekly_reports r
                                        where r.project_id = w.project_id and r.closes_at = w.closes_at) as "isKept"
  from project_weeks w where project_id = $1 order by closes_at`,
  values: [projectId],
});
/** Weeks that the plan no longer has. Nothing may have been reported of them: a report goes with its week. */
export const deleteWeeks = (projectId: string, kept: readonly PlannedWeek[]): Statement => ({
  text: `delete from project_weeks w where project_id = $1 and progress is null
     and not exists (select from weekly_reports r where r.project_id = w.project_id and r.closes_at = w.closes_at)
     and closes_at <> all ($2::timestamptz[])`,
  values: [projectId, kept.map(({ closesAt }) => new Date(closesAt))],
});
export const upsertWeeks = (projectId: string, weeks: readonly PlannedWeek[]): Statement => ({
  text: `insert into project_weeks (project_id, closes_at, planned)
  select $1, to_timestamp("closesAt" / 1000.0), planned::numeric / 100
    from jsonb_to_recordset($2) as w ("closesAt" bigint, planned text)
  on conflict (project_id, closes_at) do update set planned = excluded.planned`,
  values: [projectId, JSON.stringify(weeks)],
});
