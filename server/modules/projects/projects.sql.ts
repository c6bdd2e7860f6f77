import type { Statement } from '../../platform/database.ts';

/** A project with its newest reported week and what was paid up to that week's close and up to now. Fen and shares as text: exact. */
export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly phase: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly streetCode: string | null;
  readonly budgetFen: string;
  readonly paidFen: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly demo: boolean;
  readonly realName: boolean;
  readonly closesAt: number | null;
  readonly planned: string | null;
  readonly progress: string | null;
  readonly paidToCloseFen: string | null;
}

export interface ProjectFilter {
  readonly id?: string | undefined;
  readonly streetCode?: string | undefined;
  readonly departmentCode?: string | undefined;
}

export const selectProjects = (now: number, filter: ProjectFilter = {}): Statement => ({
  text: `select p.id, p.name, p.category, p.phase, p.department_code as "departmentCode", d.name as "departmentName",
                p.street_code as "streetCode", p.budget_fen::text as "budgetFen", p.starts_at as "startsAt",
                p.ends_at as "endsAt", p.demo, p.real_name as "realName", w.closes_at as "closesAt",
                w.planned::text as planned, w.progress::text as progress,
                coalesce(m.paid, 0)::text as "paidFen", m.paid_to_close::text as "paidToCloseFen"
         from projects p
         join departments d on d.code = p.department_code
         left join lateral (
           select closes_at, planned, progress from project_weeks
           where project_id = p.id and progress is not null and closes_at <= $1
           order by closes_at desc limit 1
         ) w on true
         left join lateral (
           select sum(amount_fen) as paid, sum(amount_fen) filter (where paid_at < w.closes_at) as paid_to_close
           from payments where project_id = p.id and paid_at <= $1
         ) m on true
         where ($2::text is null or p.id = $2) and ($3::text is null or p.street_code = $3)
           and ($4::text is null or p.department_code = $4)
         order by p.id`,
  values: [new Date(now), filter.id ?? null, filter.streetCode ?? null, filter.departmentCode ?? null],
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
