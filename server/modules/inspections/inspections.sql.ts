import type { InspectionAct, InspectionEntry, InspectionState } from '../../../contracts/inspections.ts';
import type { SitePhoto } from '../../../contracts/photos.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `i.id, i.project_id as "projectId", p.name as "projectName", i.site_code as "siteCode", s.name as "siteName",
  i.found_at as "foundAt", i.verdict, i.finding, i.deadline::text as deadline, i.photos, i.state, filler.name as "by",
  i.filled_at as "filledAt", i.reminded_at as "remindedAt"`;
const joins = `from inspections i
  join projects p on p.id = i.project_id
  left join sites s on s.code = i.site_code
  left join people filler on filler.id = i.filled_by`;

export const selectInspection = (id: number): Statement => ({
  text: `select ${columns} ${joins} where i.id = $1`,
  values: [id],
});

export interface InspectionsAsk {
  readonly state?: InspectionState | undefined;
  readonly projectId?: string | undefined;
  readonly page: number;
  readonly size: number;
}
/** A page: what waits for somebody first, then the newest. */
export const selectInspections = (ask: InspectionsAsk): Statement => ({
  text: `select ${columns}, count(*) over ()::int as total ${joins}
 where ($1::text is null or i.state = $1) and ($2::text is null or i.project_id = $2)
 order by i.state not in ('open', 'rectified'), i.found_at desc, i.id desc
 limit $4 offset ($3 - 1) * $4`,
  values: [ask.state ?? null, ask.projectId ?? null, ask.page, ask.size],
});

export const selectSteps = (ids: readonly number[]): Statement => ({
  text: `select t.inspection_id as "inspectionId", t.act, t.words, t.photos, who.name as "by", t.taken_at as "at"
  from inspection_steps t left join people who on who.id = t.taken_by
 where t.inspection_id = any ($1) order by t.inspection_id, t.seq`,
  values: [ids],
});

/** Projects under way within reach, with their sites. */
export const selectPlaces = (): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName",
       coalesce(json_agg(json_build_object('code', s.code, 'name', s.name) order by s.code) filter (where s.code is not null),
                '[]') as sites
  from projects p left join sites s on s.project_id = p.id
 where p.phase in ('preparation', 'building', 'acceptance')
 group by p.id order by p.name, p.id`,
});

/** Whether the project, and its site where one is named, are within reach. */
export const selectPlace = (projectId: string, siteCode: string | null): Statement => ({
  text: `select p.id from projects p
          where p.id = $1 and ($2::text is null or exists (select from sites s where s.code = $2 and s.project_id = p.id))`,
  values: [projectId, siteCode],
});

export const insertInspection = (
  entry: InspectionEntry,
  state: InspectionState,
  by: { readonly personId: number; readonly now: number },
): Statement => ({
  text: `insert into inspections (project_id, site_code, found_at, verdict, finding, deadline, photos, state, filled_by, filled_at)
  values ($1, $2, $3, $4, $5, $6::date, $7, $8, $9, $10) returning id`,
  values: [
    ...[entry.projectId, entry.siteCode, new Date(entry.foundAt), entry.verdict, entry.finding.trim(), entry.deadline],
    ...[JSON.stringify(entry.photos), state, by.personId, new Date(by.now)],
  ],
});

export const lockInspection = (id: number): Statement => ({
  text: `select i.id, i.project_id as "projectId", i.state, i.finding, i.deadline::text as deadline,
       i.reminded_at as "remindedAt",
       (select taken_by from inspection_steps t where t.inspection_id = i.id and t.act = 'rectify'
         order by t.seq desc limit 1) as "rectifiedById"
  from inspections i where i.id = $1 for update`,
  values: [id],
});

export interface NewStep {
  readonly act: InspectionAct;
  readonly words: string;
  readonly photos: readonly SitePhoto[];
  readonly personId: number;
  readonly now: number;
}
export const insertStep = (id: number, step: NewStep): Statement => ({
  text: `insert into inspection_steps (inspection_id, seq, act, words, photos, taken_by, taken_at)
  select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6 from inspection_steps where inspection_id = $1`,
  values: [id, step.act, step.words.trim(), JSON.stringify(step.photos), step.personId, new Date(step.now)],
});
export const setState = (id: number, state: InspectionState): Statement => ({
  text: `update inspections set state = $2 where id = $1`,
  values: [id, state],
});
export const setReminded = (id: number, now: number): Statement => ({
  text: `update inspections set reminded_at = $2 where id = $1`,
  values: [id, new Date(now)],
});
