import type { StoryKind } from '../../../contracts/timelines.ts';
import type { Statement } from '../../platform/database.ts';

/** One source of entries of project $1, each in the same columns. */
const sources: Readonly<Record<StoryKind, string>> = {
  move: `select 'move', seq::text, moved_at, moved_by, coalesce(action, ''), to_state, null::bigint, reason
  from lifecycle_steps where project_id = $1`,
  document: `select 'document', id::text, noted_at, noted_by, kind, title, null, null
  from project_documents where project_id = $1`,
  amount: `select 'amount', id::text, noted_at, noted_by, kind, '', amount_fen, nullif(note, '')
  from project_amounts where project_id = $1`,
  contract: `select 'contract', id::text, noted_at, noted_by, kind, number || '　' || contractor, amount_fen, null
  from project_contracts where project_id = $1`,
  payment: `select 'payment', id::text, coalesce(noted_at, paid_at), noted_by,
       case when undoes_id is null then 'pay' else 'undo' end, voucher, amount_fen, nullif(note, '')
  from payments where project_id = $1`,
  report: `select 'report', r.id::text, coalesce(r.reviewed_at, r.filled_at), coalesce(v.name, f.name), r.state,
       trim_scale(r.progress * 100)::text, null, r.review_note
  from weekly_reports r left join people f on f.id = r.filled_by left join people v on v.id = r.reviewed_by
 where r.project_id = $1`,
  funds: `select 'funds', r.id::text, coalesce(r.reviewed_at, r.filled_at), coalesce(v.name, f.name), r.state,
       to_char(r.month, 'YYYY-MM'), r.paid_fen, r.review_note
  from funds_reports r left join people f on f.id = r.filled_by left join people v on v.id = r.reviewed_by
 where r.project_id = $1`,
  inspection: `select 'inspection', i.id::text, i.found_at, who.name, i.verdict, i.finding, null, null
  from inspections i left join people who on who.id = i.filled_by where i.project_id = $1
  union all
  select 'inspection', s.inspection_id || '-' || s.seq, s.taken_at, who.name, s.act, s.words, null, null
  from inspections i join inspection_steps s on s.inspection_id = i.id left join people who on who.id = s.taken_by
 where i.project_id = $1`,
  // A contract that was entered is told by itself.
  change: `select 'change', seq::text, changed_at, changed_by, kind, coalesce(after->>'number', ''), null, reason
  from project_changes where project_id = $1 and not (kind = 'contract' and before is null)`,
  file: `select 'file', id::text, uploaded_at, uploaded_by, mime, name, null, null
  from files where subject_kind = 'project' and subject_code = $1 and removed_at is null`,
  instruction: `select 'instruction', i.id || '-' || a.seq, a.acted_at, a.acted_by, a.act,
       coalesce(a.text, i.text), null, null
  from instructions i join instruction_acts a on a.instruction_id = i.id where i.project_id = $1`,
  approval: `select 'approval', a.id || '-' || e.code, e.at, h.name, e.code, a.action, null, nullif(a.reason, '')
  from approvals a join people h on h.id = a.initiator_id
  cross join lateral (values ('begun', a.begun_at), (a.state, a.ended_at)) as e (code, at)
 where a.project_id = $1 and e.at is not null`,
};

/** A page of what happened to a project, of these kinds, newest first. At least one kind. */
export const selectStory = (projectId: string, kinds: readonly StoryKind[], page: number, size: number): Statement => ({
  text: `select kind, key, at, by, code, subject, amount_fen::text as "amountFen", reason, count(*) over ()::int as total
  from (${kinds.map((kind) => sources[kind]).join('\nunion all ')}) as s (kind, key, at, by, code, subject, amount_fen, reason)
 order by at desc, kind, key desc limit $3 offset ($2 - 1) * $3`,
  values: [projectId, page, size],
});
