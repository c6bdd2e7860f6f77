import type { Frequency } from '../../../contracts/indicators.ts';
import type { SourceDetail } from '../../../contracts/sourceDetails.ts';
import type { DueState, ValueEntry } from '../../../contracts/values.ts';
import type { ValueSource } from '../../../contracts/scores.ts';
import type { Statement } from '../../platform/database.ts';

const firstDay = (month: string): string => `${month}-01`;
/** Numbers as their own digits. */
const exact = (column: string): string => `trim_scale(${column})::text`;
const monthText = (column: string): string => `to_char(${column}, 'YYYY-MM')`;

const achievement = (v: string): string => `jsonb_build_object(
  'value', ${exact(`${v}.value`)}, 'band', ${v}.band, 'pointsMet', to_jsonb(${v}.points_met), 'vetoed', ${v}.vetoed)`;

/** A value as its readers see it; `viewerId` tells which are their own. */
const values = (viewer: string): string => `select v.id, v.target_id as "targetId", v.project_id as "projectId",
       ${monthText('v.month')} as month, ${achievement('v')} as achievement, v.note, v.over_reason as "overReason",
       v.deviation, v.likelihood, ${exact('v.forecast')} as forecast, v.source, v.source_detail as "sourceDetail",
       v.measured_at as "measuredAt", v.state, v.replaces_id as "replacesId", author.name as "enteredBy",
       coalesce(v.entered_by = ${viewer}, false) as "isOwn", v.entered_at as "enteredAt", reviewer.name as "reviewedBy",
       v.reviewed_at as "reviewedAt", v.review_note as "reviewNote",
       coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'hash', f.hash) order by f.id)
                   from value_evidence e join files f on f.id = e.file_id where e.value_id = v.id), '[]') as evidence
  from indicator_values v
  left join people author on author.id = v.entered_by
  left join people reviewer on reviewer.id = v.reviewed_by`;

export const selectValue = (id: number, viewerId: number): Statement => ({
  text: `${values('$2')} where v.id = $1`,
  values: [id, viewerId],
});
export const selectValues = (ids: readonly number[], viewerId: number): Statement => ({
  text: `${values('$2')} where v.id = any ($1::int[])`,
  values: [ids, viewerId],
});
/** Newest first, within a month too: the history of a target. */
export const selectValuesOf = (targetId: number, viewerId: number): Statement => ({
  text: `${values('$2')} where v.target_id = $1 order by v.month desc, v.id desc limit 500`,
  values: [targetId, viewerId],
});

export interface DueAsk {
  readonly year: number;
  readonly month: string;
  readonly whose: 'mine' | 'all';
  readonly personId: number;
  readonly text?: string | undefined;
  /** Frequencies that are due in the month, and whether what names none is. */
  readonly frequencies: readonly Frequency[];
  readonly isDueWithout: boolean;
}
const asked = ({ year, month, whose, personId, text, frequencies, isDueWithout }: DueAsk): unknown[] => [
  ...[year, firstDay(month), whose === 'mine', personId, text?.trim() || null, [...frequencies], isDueWithout],
];

/**
 * How approved targets of a year stand in a month, with what they are ordered by and nothing more: a district has tens of
 * thousands of them, a page shows twenty. $1 year, $2 month, $3 only mine, $4 person, $5 text, $6 frequencies due, $7 due
 * without a frequency. The newest word counts: what waits, then what is accepted. @param named of these targets alone
 */
const standing = (named: string | undefined): string => `select t.id, p.name as project, p.id as project_id,
       coalesce(l1.position, i.position) as p1, coalesce(l2.position, 0) as p2, i.position as p3,
       coalesce(v.waiting, v.accepted, v.returned) as value_id,
       case when v.waiting is not null then 'waiting' when v.accepted is not null then 'accepted'
            when v.returned is not null then 'returned' when i.auto_source = 'rectification-on-time' then 'auto-off'
            when i.frequency = any ($6::text[]) or (i.frequency is null and $7) then 'missing' else 'not-due' end as state
  from targets t
  join declarations d on d.id = t.declaration_id and d.year = $1 and d.state = 'approved'
  join projects p on p.id = t.project_id
  join indicators i on i.id = t.indicator_id
  left join indicators l2 on l2.id = i.parent_id and l2.level = 2
  left join indicators l1 on l1.id = coalesce(l2.parent_id, i.parent_id) and l1.level = 1
  left join (select target_id, max(id) filter (where state = 'submitted') as waiting,
                    max(id) filter (where state = 'accepted') as accepted,
                    max(id) filter (where state = 'returned') as returned
               from indicator_values
              where month = $2::date and state <> 'replaced'${named === undefined ? '' : ` and target_id = ${named}`}
              group by target_id) v on v.target_id = t.id
 where (not $3 or t.person_id = $4 or (t.person_id is null
          and (t.org_code is null or t.org_code in (select g.org_code from access.grants() g))))
   and ($5::text is null or strpos(lower(p.name || ' ' || p.id || ' ' || i.name), lower($5)) > 0)
   ${named === undefined ? '' : `and t.id = ${named}`}`;

const standingOrder = `array_position(array['missing', 'returned', 'waiting', 'accepted', 'auto-off', 'not-due'], s.state),
       s.project, s.project_id, s.p1, s.p2, s.p3, s.id`;

/** Targets that stand somehow, as whoever reports and whoever reviews see them. @param stood a selection of `standing` */
const dueTargets = (
  stood: string,
): string => `select t.id as "targetId", t.project_id as "projectId", s.project as "projectName",
       d.year, i.code, i.name, array_remove(array[l1.name, l2.name], null) as path, i.method, i.aspect, i.direction, i.unit,
       i.decimals, i.points, ${exact('t.target')} as target, t.target_text as "targetText", ${exact('t.weight')} as weight,
       ${exact('tv.over_ratio')} as "overRatio", i.auto_source as "autoSource", i.evidence as "evidenceNeeded",
       i.frequency, o.name as organisation, holder.name as person, s.state, c.id as "valueId",
       case when c.id is not null then ${achievement('c')} end as achievement, c.source, s.total
  from (${stood}) s
  join targets t on t.id = s.id
  join declarations d on d.id = t.declaration_id
  join indicators i on i.id = t.indicator_id
  join template_versions tv on tv.template_code = d.template_code and tv.version = d.version
  left join indicators l2 on l2.id = i.parent_id and l2.level = 2
  left join indicators l1 on l1.id = coalesce(l2.parent_id, i.parent_id) and l1.level = 1
  left join organisations o on o.code = t.org_code
  left join people holder on holder.id = t.person_id
  left join indicator_values c on c.id = s.value_id
 order by ${standingOrder}`;

export interface Span {
  readonly page: number;
  readonly size: number;
}
/** Without a state: whatever is due. */
export const selectDue = (ask: DueAsk, state: DueState | undefined, { page, size }: Span): Statement => ({
  text: dueTargets(`select *, count(*) over ()::int as total from (${standing(undefined)}) s
          where case when $8::text is null then state <> 'not-due' else state = $8 end
          order by ${standingOrder} limit $9 offset $10`),
  values: [...asked(ask), state ?? null, size, (page - 1) * size],
});
export const countDue = (ask: DueAsk): Statement => ({
  text: `select state, count(*)::int as count from (${standing(undefined)}) s group by state`,
  values: asked(ask),
});
export const selectDueById = (ask: DueAsk, targetIds: readonly number[]): Statement => ({
  text: dueTargets(`select *, 0 as total from (${standing('any ($8::int[])')}) s`),
  values: [...asked(ask), targetIds],
});

/** What waits for review: of a month or of the whole year, the oldest first. */
export const selectWaiting = (
  {
    year,
    month,
    text,
  }: { readonly year: number; readonly month?: string | undefined; readonly text?: string | undefined },
  { page, size }: Span,
): Statement => ({
  text: `select v.id, v.target_id as "targetId", v.replaces_id as "replacesId", ${monthText('v.month')} as month,
                count(*) over ()::int as total
           from indicator_values v
           join targets t on t.id = v.target_id
           join declarations d on d.id = t.declaration_id
           join projects p on p.id = v.project_id
           join indicators i on i.id = t.indicator_id
          where v.state = 'submitted' and d.year = $1 and ($2::date is null or v.month = $2::date)
            and ($3::text is null or strpos(lower(p.name || ' ' || p.id || ' ' || i.name), lower($3)) > 0)
          order by v.id limit $4 offset $5`,
  values: [year, month === undefined ? null : firstDay(month), text?.trim() || null, size, (page - 1) * size],
});

const targetFacts = `select t.id, t.project_id as "projectId", d.year, d.state = 'approved' as "isApproved", i.code, i.name,
       i.method, i.direction, i.decimals, i.points, ${exact('t.target')} as target, ${exact('tv.over_ratio')} as "overRatio"
  from targets t
  join declarations d on d.id = t.declaration_id
  join indicators i on i.id = t.indicator_id
  join template_versions tv on tv.template_code = d.template_code and tv.version = d.version`;
export const selectTarget = (id: number): Statement => ({ text: `${targetFacts} where t.id = $1`, values: [id] });
/** Held until the transaction ends: one entry for a target at a time. */
export const lockTarget = (id: number): Statement => ({
  text: `${targetFacts} where t.id = $1 for update of t`,
  values: [id],
});
export const selectStanding = (targetId: number, month: string): Statement => ({
  text: `select coalesce(bool_or(state = 'submitted'), false) as waiting,
                max(id) filter (where state = 'accepted') as "acceptedId"
           from indicator_values where target_id = $1 and month = $2::date and state in ('submitted', 'accepted')`,
  values: [targetId, firstDay(month)],
});

export interface NewValue extends ValueEntry {
  readonly targetId: number;
  readonly projectId: string;
  readonly month: string;
  readonly source: ValueSource;
  readonly detail: SourceDetail | null;
  readonly enteredBy: number;
  readonly replacesId: number | null;
  readonly now: number;
}
export const insertValue = (v: NewValue): Statement => ({
  text: `insert into indicator_values (target_id, project_id, month, value, band, points_met, vetoed, note, over_reason,
           deviation, likelihood, forecast, source, measured_at, entered_by, entered_at, replaces_id, source_detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, $16, $17) returning id`,
  values: [
    ...[v.targetId, v.projectId, firstDay(v.month), v.achievement.value, v.achievement.band, v.achievement.pointsMet],
    ...[v.achievement.vetoed, v.note.trim(), v.overReason.trim(), v.deviation, v.likelihood, v.forecast, v.source],
    ...[new Date(v.now), v.enteredBy, v.replacesId, v.detail === null ? null : JSON.stringify(v.detail)],
  ],
});
/** Files of the project among those named, held so that none is removed meanwhile; the others are not there. */
export const selectProjectFiles = (projectId: string, ids: readonly number[]): Statement => ({
  text: `select id from files
          where id = any ($2::int[]) and subject_kind = 'project' and subject_code = $1 and removed_at is null
            for share`,
  values: [projectId, ids],
});
export const insertEvidence = (valueId: number, projectId: string, files: readonly number[]): Statement => ({
  text: `insert into value_evidence (value_id, project_id, file_id) select $1, $2, unnest($3::int[])`,
  values: [valueId, projectId, files],
});

/** Values before a reviewer, held until the transaction ends, with what they speak of. */
export const lockValues = (ids: readonly number[]): Statement => ({
  text: `select v.id, v.target_id as "targetId", v.project_id as "projectId", ${monthText('v.month')} as month, v.state,
                v.entered_by as "enteredById", v.replaces_id as "replacesId", ${achievement('v')} as achievement,
                d.year, i.code, i.name
           from indicator_values v
           join targets t on t.id = v.target_id
           join declarations d on d.id = t.declaration_id
           join indicators i on i.id = t.indicator_id
          where v.id = any ($1::int[]) order by v.id for update of v`,
  values: [ids],
});
/** What was accepted for the months of these values is so no longer. */
export const replaceAccepted = (ids: readonly number[]): Statement => ({
  text: `update indicator_values old set state = 'replaced'
           from indicator_values fresh
          where fresh.id = any ($1::int[]) and old.target_id = fresh.target_id and old.month = fresh.month
            and old.state = 'accepted' and old.id <> fresh.id
         returning old.id, fresh.id as "byId"`,
  values: [ids],
});
export const acceptValues = (
  rows: readonly { readonly id: number; readonly replacesId: number | null }[],
  reviewerId: number,
  now: number,
): Statement => ({
  text: `update indicator_values v set state = 'accepted', reviewed_by = $3, reviewed_at = $4, replaces_id = n.replaces_id
           from unnest($1::int[], $2::int[]) as n (id, replaces_id) where v.id = n.id`,
  values: [rows.map(({ id }) => id), rows.map(({ replacesId }) => replacesId), reviewerId, new Date(now)],
});
/** @param reviewerId null: taken back by its author */
export const returnValue = (id: number, reviewerId: number | null, note: string, now: number): Statement => ({
  text: `update indicator_values set state = 'returned', reviewed_by = $2, reviewed_at = $3, review_note = $4 where id = $1`,
  values: [id, reviewerId, new Date(now), note],
});

/** Whether there is such a project within the viewer's reach. */
export const selectProject = (id: string): Statement => ({ text: `select from projects where id = $1`, values: [id] });
