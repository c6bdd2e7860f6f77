import type { Statement } from '../../platform/database.ts';
import type { Sums } from '../../platform/rollUp.rules.ts';

/** One wish for a project and year at a time; the causes of those that wait together are told together. */
export const upsertQueue = (projectId: string, year: number, cause: string): Statement => ({
  text: `insert into score_queue (project_id, year, cause) values ($1, $2, $3)
         on conflict (project_id, year)
         do update set cause = case when strpos(score_queue.cause, excluded.cause) > 0 then score_queue.cause
                                    else left(score_queue.cause || ';' || excluded.cause, 1000) end`,
  values: [projectId, year, cause],
});

/**
 * Declarations in force whose scores do not reach this month yet (a month has begun, or a year is young), or are of
 * another edition of the formulas: within a year all are held against the same.
 */
export const queueUnreached = (year: number, month: string, formulaVersion: string): Statement => ({
  text: `insert into score_queue (project_id, year, cause)
         select d.project_id, d.year, case when s.month is null then 'month:' || $2 else 'formula:计分规则 ' || $4 end
           from declarations d
           left join project_scores s on s.project_id = d.project_id and s.month = $3::date
          where d.state = 'approved' and d.year = $1 and s.formula_version is distinct from $4
         on conflict do nothing`,
  values: [year, month, `${month}-01`, formulaVersion],
});

export interface Asked {
  readonly projectId: string;
  readonly year: number;
  readonly cause: string;
}
/** The oldest wishes, held until the transaction ends; those that somebody else holds are passed over. */
export const takeQueue = (limit: number): Statement => ({
  text: `select project_id as "projectId", year, cause from score_queue
          order by asked_at limit $1 for update skip locked`,
  values: [limit],
});
export const emptyQueue = (asked: readonly Asked[]): Statement => ({
  text: `delete from score_queue where (project_id, year) in (select * from unnest($1::text[], $2::integer[]))`,
  values: [asked.map(({ projectId }) => projectId), asked.map(({ year }) => year)],
});

/** Targets of approved declarations with all that their points are computed from. */
export const selectTargets = (asked: readonly Asked[]): Statement => ({
  text: `select d.project_id as "projectId", d.year, d.id as "declarationId", v.missing_policy as "missingPolicy",
       t.id, t.weight::text as weight, t.target::text as target, t.monthly::text[] as monthly, i.method, i.direction,
       i.unit, i.aspect, i.frequency, cardinality(i.points) as "pointsInAll"
  from unnest($1::text[], $2::integer[]) as asked (project_id, year)
  join declarations d on d.project_id = asked.project_id and d.year = asked.year and d.state = 'approved'
  join template_versions v on v.template_code = d.template_code and v.version = d.version
  join targets t on t.declaration_id = d.id
  join indicators i on i.id = t.indicator_id
 order by t.id`,
  values: [asked.map(({ projectId }) => projectId), asked.map(({ year }) => year)],
});

/**
 * Values of project years that count or wait, the oldest month first. Asked for by project: no index of all states is by
 * target, and to read every value of the district for one project's took half of a correction's way to the wall.
 */
export const selectValues = (asked: readonly Asked[]): Statement => ({
  text: `select v.id, v.target_id as "targetId", extract(month from v.month)::integer as month, v.value::text as value,
       v.band, v.points_met as "pointsMet", v.vetoed, v.state = 'submitted' as "isWaiting"
  from unnest($1::text[], $2::integer[]) as asked (project_id, year)
  join indicator_values v on v.project_id = asked.project_id and v.month >= make_date(asked.year, 1, 1)
   and v.month < make_date(asked.year + 1, 1, 1)
 where v.state in ('accepted', 'submitted') order by v.month`,
  values: [asked.map(({ projectId }) => projectId), asked.map(({ year }) => year)],
});

/** Thresholds in force at an instant by code. */
export const selectThresholds = (now: number): Statement => ({
  text: `select code, value::text as value from thresholds
          where effective_from <= $1 and (effective_to is null or effective_to > $1)`,
  values: [new Date(now)],
});

export interface KeptDigest {
  readonly projectId: string;
  readonly month: string;
  readonly digest: string;
  readonly score: string | null;
}
export const selectDigests = (asked: readonly Asked[]): Statement => ({
  text: `select s.project_id as "projectId", to_char(s.month, 'YYYY-MM') as month, s.digest, s.score::text as score
  from unnest($1::text[], $2::integer[]) as asked (project_id, year)
  join project_scores s on s.project_id = asked.project_id and s.year = asked.year`,
  values: [asked.map(({ projectId }) => projectId), asked.map(({ year }) => year)],
});

/** One project's score of a month as it is kept. */
export interface KeptScore {
  readonly projectId: string;
  readonly year: number;
  readonly month: string;
  readonly declarationId: number;
  readonly score: string | null;
  readonly grade: string | null;
  readonly light: string | null;
  readonly knownWeight: string;
  readonly missing: number;
  readonly bars: unknown;
  readonly digest: string;
}
export const upsertScores = (rows: readonly KeptScore[], formulaVersion: string, now: number): Statement => ({
  text: `insert into project_scores (project_id, year, month, declaration_id, score, grade, light, known_weight, missing,
         bars, digest, formula_version, computed_at)
  select r."projectId", r.year, (r.month || '-01')::date, r."declarationId", r.score, r.grade, r.light, r."knownWeight",
         r.missing, r.bars, r.digest, $2, $3
    from jsonb_to_recordset($1) as r ("projectId" text, year integer, month text, "declarationId" integer, score numeric,
         grade text, light text, "knownWeight" numeric, missing integer, bars jsonb, digest text)
  on conflict (project_id, month) do update set year = excluded.year, declaration_id = excluded.declaration_id,
         score = excluded.score, grade = excluded.grade, light = excluded.light, known_weight = excluded.known_weight,
         missing = excluded.missing, bars = excluded.bars, digest = excluded.digest,
         formula_version = excluded.formula_version, computed_at = excluded.computed_at`,
  values: [JSON.stringify(rows), formulaVersion, new Date(now)],
});

/** Scores of years that no approved declaration stands behind any more; their months come back. */
export const deleteScores = (gone: readonly Asked[]): Statement => ({
  text: `delete from project_scores where (project_id, year) in (select * from unnest($1::text[], $2::integer[]))
         returning to_char(month, 'YYYY-MM') as month`,
  values: [gone.map(({ projectId }) => projectId), gone.map(({ year }) => year)],
});

export interface ScoreChange {
  readonly projectId: string;
  readonly month: string;
  readonly score: string | null;
  readonly cause: string;
}
export const insertChanges = (rows: readonly ScoreChange[], formulaVersion: string, now: number): Statement => ({
  text: `insert into project_score_changes (project_id, month, score, cause, formula_version, computed_at)
  select r."projectId", (r.month || '-01')::date, r.score, r.cause, $2, $3
    from jsonb_to_recordset($1) as r ("projectId" text, month text, score numeric, cause text)`,
  values: [JSON.stringify(rows), formulaVersion, new Date(now)],
});

export interface GroupSums extends Sums {
  readonly scope: string;
  readonly code: string;
}
/**
 * What the scores of a month add up to in the district and in each street, department and sector. Added up where they are:
 * numeric is exact, and a district of thousands is a few dozen rows.
 */
export const selectSums = (month: string, districtCode: string): Statement => ({
  text: `select g.scope, g.code, count(*)::integer as projects, count(s.score)::integer as scored,
       coalesce(sum(s.score), 0)::text as scores,
       coalesce(sum(p.budget_fen) filter (where s.score is not null), 0)::text as budgets,
       coalesce(sum(s.score * p.budget_fen), 0)::text as weighed
  from projects p
  left join project_scores s on s.project_id = p.id and s.month = $1::date
  cross join lateral (values ('district', $2::text), ('street', p.street_code), ('department', p.department_code),
                             ('sector', p.category)) as g (scope, code)
 where g.code is not null group by g.scope, g.code`,
  values: [`${month}-01`, districtCode],
});

export interface KeptGroup {
  readonly scope: string;
  readonly code: string;
  readonly weighted: string | null;
  readonly plain: string | null;
  readonly projects: number;
  readonly scored: number;
}
/** Of all that groups are made of but the scores: which projects there are, where each belongs, what it weighs. */
export const digestMembers = (): Statement => ({
  text: `select md5(coalesce(string_agg(concat_ws(' ', id, coalesce(street_code, '-'), department_code, category, budget_fen),
                ',' order by id), '')) as digest from projects`,
});
/** Months of a year that groups are kept of. */
export const selectGroupMonths = (year: number): Statement => ({
  text: `select distinct to_char(month, 'YYYY-MM') as month from group_scores
          where month >= make_date($1, 1, 1) and month < make_date($1 + 1, 1, 1)`,
  values: [year],
});

/** All groups of a month. Those whose figures are the same keep the time they were computed at; who is left by all its projects goes. */
export const upsertGroups = (month: string, rows: readonly KeptGroup[], now: number): Statement => ({
  text: `with r as (
    select * from jsonb_to_recordset($1)
        as r (scope text, code text, weighted numeric, plain numeric, projects integer, scored integer)
  ), written as (
    insert into group_scores as g (scope, code, month, weighted, plain, projects, scored, computed_at)
    select r.scope, r.code, $2::date, r.weighted, r.plain, r.projects, r.scored, $3 from r
    on conflict (scope, code, month) do update set weighted = excluded.weighted, plain = excluded.plain,
           projects = excluded.projects, scored = excluded.scored, computed_at = excluded.computed_at
     where (g.weighted, g.plain, g.projects, g.scored)
           is distinct from (excluded.weighted, excluded.plain, excluded.projects, excluded.scored)
  )
  delete from group_scores g
   where g.month = $2::date and not exists (select from r where r.scope = g.scope and r.code = g.code)`,
  values: [JSON.stringify(rows), `${month}-01`, new Date(now)],
});

/** The newest score of each project, as rooms show it; of those named, or of all. */
export const selectNewest = (projectIds: readonly string[] | null): Statement => ({
  text: `select distinct on (project_id) project_id as "projectId", to_char(month, 'YYYY-MM') as month, score::text as score,
       grade, missing, computed_at as "computedAt"
  from project_scores where ($1::text[] is null or project_id = any ($1)) order by project_id, month desc`,
  values: [projectIds],
});
