import type { ItemsQuery } from '../../../contracts/interfaces.ts';
import type { Statement } from '../../platform/database.ts';
import type { Difference } from './reconciliation.rules.ts';

const ZONE = `'Asia/Shanghai'`;

export const selectStale: Statement = {
  text: `select to_char(month, 'YYYY-MM') as month from finance_statements where stale order by month`,
};
export const lockStatement = (month: string): Statement => ({
  text: `select month from finance_statements where month = ($1 || '-01')::date for update`,
  values: [month],
});
/**
 * What we have of a month, by voucher: what was undone adds up to nothing and is not there. Payments that were noted
 * without a voucher stand under a number of ours; one number typed in for several projects is told apart by them. After the statement's own day nothing is held against it.
 */
export const selectHere = (month: string): Statement => ({
  text: `with entries as (
    select coalesce(y.number, nullif(y.voucher, ''), '#' || coalesce(y.undoes_id, y.id)) as number, y.project_id,
           sum(y.amount_fen) as fen
      from payments y
      join finance_statements s on s.month = ($1 || '-01')::date
     where y.paid_at >= s.month::timestamp at time zone ${ZONE}
       and y.paid_at < (s.month + interval '1 month') at time zone ${ZONE} and y.paid_at <= s.received_at
     group by 1, 2 having sum(y.amount_fen) <> 0)
  select e.number || case when count(*) over (partition by e.number) > 1 then ' ' || e.project_id else '' end as number,
         e.project_id as "projectCode", e.fen::text as fen, p.department_code as "departmentCode"
    from entries e join projects p on p.id = e.project_id order by 1`,
  values: [month],
});
export const selectThere = (month: string): Statement => ({
  text: `select l.number, l.project_code as "projectCode", l.amount_fen::text as fen, p.department_code as "departmentCode"
  from statement_lines l left join projects p on p.id = l.project_code
 where l.month = ($1 || '-01')::date and l.amount_fen <> 0 order by l.number`,
  values: [month],
});
export const selectKept = (month: string): Statement => ({
  text: `select number, kind, project_code as "projectCode", here_fen::text as "hereFen", there_fen::text as "thereFen", state,
       state = 'closed' and closed_by is null as "wentAway"
  from reconciliation_items where month = ($1 || '-01')::date`,
  values: [month],
});

/** New ones, and those that are open again: their former end is forgotten, their explanation is not. */
export const writeDifferences = (month: string, found: readonly Difference[], now: number): Statement => ({
  text: `insert into reconciliation_items (month, number, kind, project_id, project_code, here_fen, there_fen, owner_role,
                                    owner_code, found_at)
  select ($1 || '-01')::date, d.number, d.kind, d."projectId", d."projectCode", d."hereFen", d."thereFen", d."ownerRole",
         d."ownerCode", $3
    from jsonb_to_recordset($2::jsonb) as d (number text, kind text, "projectId" text, "projectCode" text, "hereFen" bigint,
                                             "thereFen" bigint, "ownerRole" text, "ownerCode" text)
  on conflict (month, number) do update
     set kind = excluded.kind, project_id = excluded.project_id, project_code = excluded.project_code,
         here_fen = excluded.here_fen, there_fen = excluded.there_fen, owner_role = excluded.owner_role,
         owner_code = excluded.owner_code, found_at = excluded.found_at, state = 'open', close_note = null,
         closed_at = null, closed_by = null`,
  values: [month, JSON.stringify(found), new Date(now)],
});
export const closeGone = (month: string, numbers: readonly string[], note: string, now: number): Statement => ({
  text: `update reconciliation_items set state = 'closed', close_note = $3, closed_at = $4, closed_by = null
          where month = ($1 || '-01')::date and number = any ($2)`,
  values: [month, numbers, note, new Date(now)],
});
export const markCompared = (month: string, now: number): Statement => ({
  text: `update finance_statements set stale = false, compared_at = $2 where month = ($1 || '-01')::date`,
  values: [month, new Date(now)],
});

const columns = `i.id, to_char(i.month, 'YYYY-MM') as month, i.number, i.kind, i.project_id as "projectId",
  i.project_code as "projectCode", p.name as "projectName", p.label, i.here_fen::text as "hereFen",
  i.there_fen::text as "thereFen", i.owner_role as "ownerRole", o.name as "ownerName", i.state, i.found_at as "foundAt",
  i.note, i.explained_at as "explainedAt", i.explained_by as "explainedBy", i.close_note as "closeNote",
  i.closed_at as "closedAt", i.closed_by as "closedBy"`;
const joins = `from reconciliation_items i
  join organisations o on o.code = i.owner_code
  left join projects p on p.id = i.project_id`;

/** A page of differences: what waits for an explanation first, then the newest months. */
export const selectItems = (ask: ItemsQuery & { readonly page: number; readonly size: number }): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($1::text is null or i.month = ($1 || '-01')::date) and ($2::text is null or i.state = $2)
   and ($3::text is null or i.kind = $3)
 order by array_position(array['open', 'explained', 'closed'], i.state), i.month desc, i.kind, i.number
 limit $5 offset ($4 - 1) * $5`,
  values: [ask.month ?? null, ask.state ?? null, ask.kind ?? null, ask.page, ask.size],
});
export const selectItem = (id: number): Statement => ({
  text: `select ${columns} ${joins} where i.id = $1`,
  values: [id],
});
export const lockItem = (id: number): Statement => ({
  text: `select state from reconciliation_items where id = $1 for update`,
  values: [id],
});
export const explainItem = (id: number, note: string, by: string, now: number): Statement => ({
  text: `update reconciliation_items set state = 'explained', note = $2, explained_by = $3, explained_at = $4 where id = $1`,
  values: [id, note, by, new Date(now)],
});
export const closeItem = (id: number, note: string, by: string, now: number): Statement => ({
  text: `update reconciliation_items set state = 'closed', close_note = $2, closed_by = $3, closed_at = $4 where id = $1`,
  values: [id, note, by, new Date(now)],
});

/** Months with a statement. Their sums are of the whole district: for whoever sees it whole. */
export const selectMonths: Statement = {
  text: `select to_char(s.month, 'YYYY-MM') as month, s.number, s.lines, s.total_fen::text as "thereFen",
       (select coalesce(sum(amount_fen), 0)::text from payments y
         where y.paid_at >= s.month::timestamp at time zone ${ZONE}
           and y.paid_at < (s.month + interval '1 month') at time zone ${ZONE} and y.paid_at <= s.received_at) as "hereFen",
       s.received_at as "receivedAt", s.compared_at as "comparedAt",
       count(i.id) filter (where i.state = 'open')::int as open,
       count(i.id) filter (where i.state = 'explained')::int as explained,
       count(i.id) filter (where i.state = 'closed')::int as closed
  from finance_statements s left join reconciliation_items i on i.month = s.month
 group by s.month order by s.month desc`,
};
