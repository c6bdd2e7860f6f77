import type { CurveScope, Light, ProjectCategory } from '../../../contracts/projects.ts';
import type { Grade } from '../../../contracts/grades.ts';
import type { ScoreSort } from '../../../contracts/scores.ts';
import type { Statement } from '../../platform/database.ts';

export interface ScoresAsk {
  readonly month: string;
  readonly grade?: Grade | 'none' | undefined;
  readonly light?: Light | undefined;
  readonly category?: ProjectCategory | undefined;
  readonly streetCode?: string | undefined;
  readonly departmentCode?: string | undefined;
  readonly text?: string | undefined;
  readonly sort?: ScoreSort | undefined;
  readonly descending?: boolean | undefined;
  readonly page: number;
  readonly size: number;
}
const sortColumns: Readonly<Record<ScoreSort, string>> = {
  score: 's.score',
  missing: 's.missing',
  budget: 'p.budget_fen',
  name: 'p.name',
};

/** A page of projects with their score at the end of a month; who has none stands last. */
export const selectScores = (ask: ScoresAsk): Statement => ({
  text: `select p.id as "projectId", p.name as "projectName", p.category, o.name as "departmentName",
       p.street_code as "streetCode", p.budget_fen::text as "budgetFen", p.real_name as "realName", s.score::text as score,
       s.grade, s.light, s.known_weight::text as "knownWeight", s.missing, s.computed_at as "computedAt",
       count(*) over ()::integer as total
  from projects p
  join organisations o on o.code = p.department_code
  left join project_scores s on s.project_id = p.id and s.month = $1::date
 where ($2::text is null or coalesce(s.grade, 'none') = $2) and ($3::text is null or s.light = $3)
   and ($4::text is null or p.category = $4) and ($5::text is null or p.street_code = $5)
   and ($6::text is null or p.department_code = $6)
   and ($7::text is null or strpos(lower(p.id || ' ' || p.name), lower($7)) > 0)
 order by ${sortColumns[ask.sort ?? 'score']} ${ask.descending === false ? 'asc' : 'desc'} nulls last, p.id
 limit $9 offset ($8 - 1) * $9`,
  values: [
    ...[`${ask.month}-01`, ask.grade ?? null, ask.light ?? null, ask.category ?? null, ask.streetCode ?? null],
    ...[ask.departmentCode ?? null, ask.text ?? null, ask.page, ask.size],
  ],
});

/** A project's score of a month, or the newest of a year when none is named. */
export const selectScore = (projectId: string, year: number, month: string | null): Statement => ({
  text: `select s.project_id as "projectId", p.name as "projectName", p.demo, p.real_name as "realName", s.year,
       to_char(s.month, 'YYYY-MM') as month, s.declaration_id as "declarationId", d.template_code as "templateCode",
       t.name as "templateName", d.version, v.missing_policy as "missingPolicy", s.score::text as score, s.grade, s.light,
       s.known_weight::text as "knownWeight", s.missing, s.formula_version as "formulaVersion",
       s.computed_at as "computedAt"
  from project_scores s
  join projects p on p.id = s.project_id
  join declarations d on d.id = s.declaration_id
  join templates t on t.code = d.template_code
  join template_versions v on v.template_code = d.template_code and v.version = d.version
 where s.project_id = $1 and s.year = $2 and ($3::date is null or s.month = $3)
 order by s.month desc limit 1`,
  values: [projectId, year, month === null ? null : `${month}-01`],
});

/**
 * The bars of a month's score in the order of the tree, each with what it was computed from. That its target and value are
 * the project's own is said for the planner: row security would else have it read those of the whole district.
 */
export const selectBars = (projectId: string, month: string): Statement => ({
  text: `select b.target_id as "targetId", i.code, i.name, array_remove(array[p1.name, p2.name], null) as path, i.method,
       i.aspect, i.direction, i.unit, t.target::text as target, b.weight::text as weight, i.frequency,
       i.points as criteria, b.state,
       b.points::text as points, (b.weight - b.points)::text as lost, b.light, b.sentence,
       b.formula_version as "formulaVersion", v.source, i.auto_source as "autoSource", b.value_id as "valueId",
       to_char(v.month, 'YYYY-MM') as month, v.measured_at as "measuredAt", v.source_detail as "sourceDetail", e.name as "enteredBy",
       r.name as "reviewedBy", v.value::text as value, v.band, v.points_met as "pointsMet", v.vetoed,
       coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'hash', f.hash) order by f.id)
                   from value_evidence x join files f on f.id = x.file_id
                  where x.value_id = b.value_id and f.removed_at is null), '[]') as evidence
  from indicator_scores b
  join targets t on t.id = b.target_id and t.project_id = b.project_id
  join indicators i on i.id = t.indicator_id
  left join indicators p2 on p2.id = i.parent_id
  left join indicators p1 on p1.id = p2.parent_id
  left join indicator_values v on v.id = b.value_id and v.project_id = b.project_id
  left join people e on e.id = v.entered_by
  left join people r on r.id = v.reviewed_by
 where b.project_id = $1 and b.month = $2::date
 order by coalesce(p1.position, p2.position, i.position), coalesce(p2.position, i.position), i.position, i.code`,
  values: [projectId, `${month}-01`],
});

export const selectMonths = (projectId: string, year: number): Statement => ({
  text: `select to_char(month, 'YYYY-MM') as month, score::text as score, grade, missing from project_scores
          where project_id = $1 and year = $2 order by month`,
  values: [projectId, year],
});
export const selectChanges = (projectId: string, year: number): Statement => ({
  text: `select to_char(month, 'YYYY-MM') as month, score::text as score, cause, formula_version as "formulaVersion",
       computed_at as "computedAt" from project_score_changes
          where project_id = $1 and extract(year from month) = $2 order by id desc limit 200`,
  values: [projectId, year],
});

/** Groups by month with their names; row security leaves those within reach. */
export const selectGroups = (year: number, scope: CurveScope | null): Statement => ({
  text: `select g.scope, g.code, coalesce(s.name, o.name, g.code) as name, to_char(g.month, 'YYYY-MM') as month,
       g.weighted::text as weighted, g.plain::text as plain, g.projects, g.scored, g.computed_at as "computedAt"
  from group_scores g
  left join streets s on g.scope = 'street' and s.code = g.code
  left join organisations o on g.scope in ('department', 'district') and o.code = g.code
 where extract(year from g.month) = $1 and ($2::text is null or g.scope = $2)
 order by g.month, g.scope, g.code`,
  values: [year, scope],
});
