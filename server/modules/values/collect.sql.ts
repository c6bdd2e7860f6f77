import type { AutoSource } from '../../../contracts/indicators.ts';
import type { ValueSource } from '../../../contracts/scores.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import type { Statement } from '../../platform/database.ts';
import type { Stretch } from './collect.rules.ts';

const instants = ({ from, to }: Stretch): Date[] => [new Date(from), new Date(to)];

/** A target whose values the system takes, and what stands in its month. */
export interface AutoTarget {
  readonly targetId: number;
  readonly projectId: string;
  readonly name: string;
  readonly autoSource: AutoSource;
  readonly decimals: number;
  /** 全年预算数: what the declaration's money adds up to; null where none is declared. */
  readonly budgetFen: string | null;
  readonly acceptedId: number | null;
  readonly acceptedValue: string | null;
  readonly acceptedSource: ValueSource | null;
  readonly waiting: boolean;
}
export const selectAutoTargets = (
  year: number,
  month: string,
  projectId: string | null,
  sources: readonly AutoSource[],
): Statement => ({
  text: `select t.id as "targetId", t.project_id as "projectId", i.name, i.auto_source as "autoSource", i.decimals,
                case when num_nonnulls(d.fiscal_fen, d.carried_fen, d.other_fen) > 0
                     then (coalesce(d.fiscal_fen, 0) + coalesce(d.carried_fen, 0) + coalesce(d.other_fen, 0))::text
                     else d.initial_fen::text end as "budgetFen",
                a.id as "acceptedId", trim_scale(a.value)::text as "acceptedValue", a.source as "acceptedSource",
                exists (select from indicator_values w
                         where w.target_id = t.id and w.month = a_month.first and w.state = 'submitted') as waiting
           from (select ($2 || '-01')::date as first) a_month
           join declarations d on d.year = $1 and d.state = 'approved'
           join targets t on t.declaration_id = d.id
           join indicators i on i.id = t.indicator_id and i.auto_source = any ($4::text[])
            and i.method in ('ratio', 'execution')
           left join indicator_values a on a.target_id = t.id and a.month = a_month.first and a.state = 'accepted'
          where $3::text is null or t.project_id = $3
          order by t.project_id, t.id`,
  values: [year, month, projectId, sources],
});

/** Paid in the stretch; no row for a project without any record of payments by its end. */
export const selectPaid = (projectIds: readonly string[], stretch: Stretch): Statement => ({
  text: `select project_id as "projectId",
                coalesce(sum(amount_fen) filter (where paid_at >= $2), 0)::text as "paidFen"
           from payments where project_id = any ($1::text[]) and paid_at < $3 group by 1`,
  values: [projectIds, ...instants(stretch)],
});
export const selectMilestones = (projectIds: readonly string[], stretch: Stretch): Statement => ({
  text: `select project_id as "projectId", planned_to as "plannedTo", actual_to as "actualTo" from project_milestones
          where project_id = any ($1::text[]) and planned_to >= $2 and planned_to <= $3`,
  values: [projectIds, ...instants(stretch)],
});
export const selectProgress = (projectIds: readonly string[], stretch: Stretch): Statement => ({
  text: `select distinct on (project_id) project_id as "projectId", closes_at as "closesAt",
                trim_scale(progress)::text as progress
           from project_weeks
          where project_id = any ($1::text[]) and progress is not null and closes_at >= $2 and closes_at <= $3
          order by project_id, closes_at desc`,
  values: [projectIds, ...instants(stretch)],
});

export interface CollectedValue {
  readonly targetId: number;
  readonly projectId: string;
  readonly value: string;
  readonly detail: SourceDetail;
  readonly replacesId: number | null;
}
/** Held until the transaction ends, so that nobody's entry comes between: targets whose month is as it was looked at. */
export const lockUnchanged = (rows: readonly CollectedValue[], month: string): Statement => ({
  text: `select t.id as "targetId" from targets t
           join unnest($1::int[], $2::int[]) as n (target_id, accepted_id) on n.target_id = t.id
          where not exists (select from indicator_values v
                             where v.target_id = t.id and v.month = ($3 || '-01')::date
                               and (v.state = 'submitted' or (v.state = 'accepted' and v.id is distinct from n.accepted_id)))
            for update of t`,
  values: [rows.map(({ targetId }) => targetId), rows.map(({ replacesId }) => replacesId), month],
});
export const replaceValues = (ids: readonly number[]): Statement => ({
  text: `update indicator_values set state = 'replaced' where id = any ($1::int[]) and state = 'accepted'`,
  values: [ids],
});
export const insertCollected = (rows: readonly CollectedValue[], month: string, now: number): Statement => ({
  text: `insert into indicator_values (target_id, project_id, month, value, source, source_detail, measured_at, state,
                replaces_id, entered_at)
         select n.target_id, n.project_id, ($6 || '-01')::date, n.value::numeric, 'auto', n.detail::jsonb, $7, 'accepted',
                n.replaces_id, $7
           from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::int[])
                  as n (target_id, project_id, value, detail, replaces_id)`,
  values: [
    rows.map(({ targetId }) => targetId),
    rows.map(({ projectId }) => projectId),
    rows.map(({ value }) => value),
    rows.map(({ detail }) => JSON.stringify(detail)),
    rows.map(({ replacesId }) => replacesId),
    month,
    new Date(now),
  ],
});
