import type { ReportEntry, ReportState } from '../../../contracts/reports.ts';
import type { Statement } from '../../platform/database.ts';

/** A share as percent in its shortest digits. */
const percent = (share: string): string => `trim_scale(${share} * 100)::text`;
const columns = `r.id, r.project_id as "projectId", p.name as "projectName", r.closes_at as "closesAt",
  ${percent('r.progress')} as progress, r.done, r.problems, r.next, r.reason, r.photos, r.state,
  ${percent('w.planned')} as planned,
  (select ${percent('b.progress')} from project_weeks b where b.project_id = r.project_id and b.closes_at < r.closes_at
      and b.progress is not null order by b.closes_at desc limit 1) as before,
  filler.name as "filledBy", r.filled_at as "filledAt", r.filled_by is not distinct from $1::int as "isOwn",
  reviewer.name as "reviewedBy", r.reviewed_at as "reviewedAt", r.review_note as "reviewNote"`;
const joins = `from weekly_reports r
  join projects p on p.id = r.project_id
  join project_weeks w on w.project_id = r.project_id and w.closes_at = r.closes_at
  left join people filler on filler.id = r.filled_by
  left join people reviewer on reviewer.id = r.reviewed_by`;

export const selectReport = (id: number, personId: number | null): Statement => ({
  text: `select ${columns} ${joins} where r.id = $2`,
  values: [personId, id],
});

export interface ReportsAsk {
  readonly state?: ReportState | undefined;
  readonly projectId?: string | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page of reports: what waits first, then the newest. */
export const selectReports = (ask: ReportsAsk, personId: number | null): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($2::text is null or r.state = $2) and ($3::text is null or r.project_id = $3)
 order by r.state <> 'submitted', r.filled_at desc, r.id desc
 limit $5 offset ($4 - 1) * $5`,
  values: [personId, ask.state ?? null, ask.projectId ?? null, ask.page, ask.size],
});

/**
 * Projects under way with their closed weeks since the newest accepted report, most of them first. A week is due once it
 * has closed; the plan's future is not.
 */
export const selectDue = (now: number): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName", o.name as "departmentName", due.weeks, due.waiting,
       ${percent('newest.progress')} as progress, ${percent('closed.planned')} as planned,
       m.reminded_at as "remindedAt", who.name as "remindedBy"
  from projects p
  join organisations o on o.code = p.department_code
  left join lateral (select progress, closes_at from project_weeks where project_id = p.id and progress is not null
                        and closes_at <= $1 order by closes_at desc limit 1) newest on true
  left join lateral (select planned from project_weeks where project_id = p.id and closes_at <= $1
                      order by closes_at desc limit 1) closed on true
  cross join lateral (
    select array_agg((extract(epoch from w.closes_at) * 1000)::float8 order by w.closes_at) as weeks,
           count(*) filter (where exists (select from weekly_reports r where r.project_id = p.id
                             and r.closes_at = w.closes_at and r.state = 'submitted'))::int as waiting
      from project_weeks w where w.project_id = p.id and w.closes_at <= $1
       and w.closes_at > greatest(newest.closes_at, '-infinity')) due
  left join lateral (select reminded_at, reminded_by from report_reminders where project_id = p.id
                      order by id desc limit 1) m on true
  left join people who on who.id = m.reminded_by
 where p.phase = 'building' and due.weeks is not null
 order by cardinality(due.weeks) desc, p.id`,
  values: [new Date(now)],
});

/** The week held, with what was accepted round it. No row: the plan has no such week. */
export const lockWeek = (projectId: string, closesAt: number): Statement => ({
  text: `select ${percent('w.progress')} as accepted,
       (select ${percent('b.progress')} from project_weeks b where b.project_id = w.project_id and b.closes_at < w.closes_at
           and b.progress is not null order by b.closes_at desc limit 1) as before,
       (select ${percent('a.progress')} from project_weeks a where a.project_id = w.project_id and a.closes_at > w.closes_at
           and a.progress is not null order by a.closes_at limit 1) as after
  from project_weeks w where w.project_id = $1 and w.closes_at = $2 for update of w`,
  values: [projectId, new Date(closesAt)],
});

export const insertReport = (projectId: string, entry: ReportEntry, personId: number): Statement => ({
  text: `insert into weekly_reports (project_id, closes_at, progress, done, problems, next, reason, photos, filled_by)
  values ($1, $2, $3::numeric / 100, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
  values: [
    ...[projectId, new Date(entry.closesAt), entry.progress, entry.done, entry.problems, entry.next, entry.reason],
    ...[JSON.stringify(entry.photos), personId],
  ],
});

export const lockReport = (id: number): Statement => ({
  text: `select id, project_id as "projectId", closes_at as "closesAt", state, filled_by as "filledById",
       ${percent('progress')} as progress from weekly_reports where id = $1 for update`,
  values: [id],
});
export const replaceAccepted = (projectId: string, closesAt: number): Statement => ({
  text: `update weekly_reports set state = 'replaced' where project_id = $1 and closes_at = $2 and state = 'accepted'`,
  values: [projectId, new Date(closesAt)],
});
export const decideReport = (
  id: number,
  state: 'accepted' | 'returned',
  by: { readonly personId: number; readonly now: number; readonly note: string | null },
): Statement => ({
  text: `update weekly_reports set state = $2, reviewed_by = $3, reviewed_at = $4, review_note = $5 where id = $1`,
  values: [id, state, by.personId, new Date(by.now), by.note],
});
/** The verified progress of the report's week. */
export const setProgress = (reportId: number): Statement => ({
  text: `update project_weeks w set progress = r.progress from weekly_reports r
          where r.id = $1 and w.project_id = r.project_id and w.closes_at = r.closes_at`,
  values: [reportId],
});

/** One reminder for each project that owes a week and was not reminded within a day. */
export const insertReminders = (projectIds: readonly string[], personId: number, now: number): Statement => ({
  text: `insert into report_reminders (project_id, weeks, reminded_by, reminded_at)
  select p.id, due.weeks, $2, $3
    from projects p
    cross join lateral (
      select count(*)::int as weeks from project_weeks w
       where w.project_id = p.id and w.closes_at <= $3 and w.progress is null
         and w.closes_at > coalesce((select max(closes_at) from project_weeks d where d.project_id = p.id
                                        and d.progress is not null), '-infinity')) due
   where p.id = any ($1) and p.phase = 'building' and due.weeks > 0
     and not exists (select from report_reminders m where m.project_id = p.id and m.reminded_at > $3 - interval '1 day')
  returning project_id as "projectId", weeks`,
  values: [projectIds, personId, new Date(now)],
});
