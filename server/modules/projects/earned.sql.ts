import type { Statement } from '../../platform/database.ts';

export const selectEarnedProject = (id: string): Statement => ({
  text: `select budget_fen::text as "budgetFen", starts_at as "startsAt", ends_at as "endsAt" from projects where id = $1`,
  values: [id],
});

/** The weeks of a project's plan with what was accepted of each, and all that had been paid by its close. */
export const selectEarnedWeeks = (id: string): Statement => ({
  text: `select w.closes_at as "closesAt", trim_scale(w.planned)::text as planned, trim_scale(w.progress)::text as progress,
       coalesce(sum(y.amount_fen), 0)::text as "paidFen"
  from project_weeks w
  left join payments y on y.project_id = w.project_id and y.paid_at <= w.closes_at
 where w.project_id = $1
 group by w.closes_at, w.planned, w.progress
 order by w.closes_at`,
  values: [id],
});
