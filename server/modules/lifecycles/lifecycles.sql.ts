import type { AmountKind, LifecycleAction, LifecycleChartKey, NewDocument } from '../../../contracts/lifecycles.ts';
import type { ProjectPhase } from '../../../contracts/projects.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `project_id as "projectId", chart, state, phase, suspended_from as "suspendedFrom", revision`;
export const selectStanding = (projectId: string): Statement => ({
  text: `select ${columns} from project_lifecycles where project_id = $1`,
  values: [projectId],
});
export const lockStanding = (projectId: string): Statement => ({
  text: `select ${columns} from project_lifecycles where project_id = $1 for update`,
  values: [projectId],
});

/** Whether the project is within reach of the permission that the transaction looks by. */
export const selectProject = (projectId: string): Statement => ({
  text: `select id, category, phase from projects where id = $1`,
  values: [projectId],
});

/** Whether an approval of the project is under way. */
export const selectUnderWay = (projectId: string): Statement => ({
  text: `select id from approvals where project_id = $1 and state in ('open', 'returned')`,
  values: [projectId],
});

/** Everything that guards are judged by, in one row. Money as text: exact. */
export const selectFacts = (projectId: string, now: number): Statement => ({
  text: `select p.budget_fen::text as "budgetFen",
       (select sum(amount_fen)::text from project_contracts
         where project_id = p.id and ended_at is null and kind = 'construction') as "contractFen",
       (select sum(floor(amount_fen * payable_share))::text from project_contracts
         where project_id = p.id and ended_at is null) as "payableFen",
       coalesce((select sum(amount_fen) from payments where project_id = p.id and paid_at <= $2), 0)::text as "paidFen",
       exists (select from declarations d where d.project_id = p.id and d.state = 'approved'
                  and d.year = extract(year from $2::timestamptz at time zone 'Asia/Shanghai')) as "targetsApproved",
       (select count(*)::int from project_weeks where project_id = p.id) as "plannedWeeks",
       (select count(*)::int from project_funds_plan where project_id = p.id) as "plannedMonths",
       (select count(*)::int from inspections
         where project_id = p.id and verdict = 'serious' and state <> 'closed') as "seriousOpen"
  from projects p where p.id = $1`,
  values: [projectId, new Date(now)],
});

/** The newest note of each kind. */
export const selectAmounts = (projectId: string): Statement => ({
  text: `select distinct on (kind) kind, amount_fen::text as "amountFen", note, noted_by as "notedBy", noted_at as "notedAt"
  from project_amounts where project_id = $1 order by kind, id desc`,
  values: [projectId],
});
export const insertAmount = (
  projectId: string,
  note: { readonly kind: AmountKind; readonly amountFen: string; readonly note: string; readonly by: string },
): Statement => ({
  text: `insert into project_amounts (project_id, kind, amount_fen, note, noted_by) values ($1, $2, $3, $4, $5)`,
  values: [projectId, note.kind, note.amountFen, note.note, note.by],
});

export const selectThresholds = (now: number): Statement => ({
  text: `select code, value::text as value from thresholds
          where effective_from <= $1 and (effective_to is null or effective_to > $1)`,
  values: [new Date(now)],
});

/** Each kind of document with the newest step that one of it was noted after. */
export const selectNotedKinds = (projectId: string): Statement => ({
  text: `select kind, max(after_step) as "afterStep" from project_documents where project_id = $1 group by kind`,
  values: [projectId],
});
const documentColumns = `d.id, d.kind, d.version, d.title, d.number, d.issued_on::text as "issuedOn", d.file_id as "fileId",
       f.name as "fileName", f.hash as "fileHash", d.noted_by as "notedBy", d.noted_at as "notedAt",
       (select count(*)::int from lifecycle_steps p where p.project_id = d.project_id and p.seq <= d.after_step
           and p.action is distinct from 'resume'
           and p.to_state = (select to_state from lifecycle_steps s where s.project_id = d.project_id
                                and s.seq <= d.after_step order by s.seq desc limit 1)) as pass`;
/** Newest of each kind first, kinds in the order they were first noted. */
export const selectDocuments = (projectId: string, id: number | null = null): Statement => ({
  text: `select ${documentColumns}
  from project_documents d
  left join files f on f.id = d.file_id and f.removed_at is null
 where d.project_id = $1 and ($2::int is null or d.id = $2)
 order by min(d.id) over (partition by d.kind), d.version desc`,
  values: [projectId, id],
});
/** The next version of its kind. No row when the file is not one of the project's. */
export const insertDocument = (projectId: string, document: NewDocument, by: string): Statement => ({
  text: `insert into project_documents (project_id, kind, version, title, number, issued_on, file_id, noted_by)
  select $1, $2, coalesce((select max(version) from project_documents where project_id = $1 and kind = $2), 0) + 1,
         $3, $4, $5::date, $6::int, $7
   where $6::int is null or exists (select from files where id = $6 and subject_kind = 'project' and subject_code = $1
                                       and removed_at is null)
  returning id`,
  values: [...[projectId, document.kind, document.title, document.number, document.issuedOn, document.fileId], by],
});

export const selectSteps = (projectId: string): Statement => ({
  text: `select seq, from_state as "from", action, to_state as "to", moved_at as "at", moved_by as "by", reason, overridden
  from lifecycle_steps where project_id = $1 order by seq`,
  values: [projectId],
});

export interface StepRow {
  readonly from: string | null;
  readonly action: LifecycleAction | null;
  readonly to: string;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  readonly overridden: boolean;
}
export const insertStep = (projectId: string, step: StepRow): Statement => ({
  text: `insert into lifecycle_steps (project_id, seq, from_state, action, to_state, moved_at, moved_by, reason, overridden)
  select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from lifecycle_steps where project_id = $1`,
  values: [...[projectId, step.from, step.action, step.to, new Date(step.at), step.by, step.reason, step.overridden]],
});

export interface StandingRow {
  readonly chart: LifecycleChartKey;
  readonly state: string;
  readonly phase: ProjectPhase;
  readonly suspendedFrom: string | null;
  readonly at: number;
}
export const insertStanding = (projectId: string, row: StandingRow): Statement => ({
  text: `insert into project_lifecycles (project_id, chart, state, phase, moved_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing returning project_id`,
  values: [projectId, row.chart, row.state, row.phase, new Date(row.at)],
});
export const updateStanding = (projectId: string, row: StandingRow): Statement => ({
  text: `update project_lifecycles set state = $2, phase = $3, suspended_from = $4, moved_at = $5, revision = revision + 1
          where project_id = $1`,
  values: [projectId, row.state, row.phase, row.suspendedFrom, new Date(row.at)],
});
