import type { Indicator, NewTemplate, VersionSettings } from '../../../contracts/indicators.ts';
import type { Statement } from '../../platform/database.ts';

const at = (instant: number): Date => new Date(instant);

const templates = `select t.code, t.name, t.tree, t.kind, t.category, t.sector, t.copied_from as "copiedFrom", t.active,
    (select max(version) from template_versions v where v.template_code = t.code and v.state = 'published') as published,
    (select version from template_versions v where v.template_code = t.code and v.state in ('draft', 'submitted')) as open,
    (select count(*)::integer from declarations d where d.template_code = t.code and d.year = $1) as projects
  from templates t`;

/** Standard trees first, then those of sectors, then what the district made of them. */
export const selectTemplates = (year: number): Statement => ({
  text: `${templates} order by array_position(array['standard', 'sector', 'custom'], t.kind),
           case when t.kind = 'standard' and t.tree = 'B' then 0 else 1 end, t.created_at, t.code`,
  values: [year],
});

export const selectTemplate = (year: number, code: string): Statement => ({
  text: `${templates} where t.code = $2`,
  values: [year, code],
});

const shipped = '随产品提供';
const versions = `select v.template_code as "templateCode", v.version, v.state, v.missing_policy as "missingPolicy",
    v.over_ratio::text as "overRatio", v.note, v.based_on as "basedOn",
    coalesce(d.name, '${shipped}') as "draftedBy", v.drafted_at as "draftedAt",
    s.name as "submittedBy", v.submitted_at as "submittedAt", r.name as "reviewedBy", v.reviewed_at as "reviewedAt",
    v.review_note as "reviewNote", v.revision, v.locked_at as "lockedAt", v.locked_by_year as "lockedByYear"
  from template_versions v
  left join people d on d.id = v.drafted_by
  left join people s on s.id = v.submitted_by
  left join people r on r.id = v.reviewed_by
 where v.template_code = $1`;

export const selectVersions = (code: string): Statement => ({
  text: `${versions} order by v.version desc`,
  values: [code],
});
export const selectVersion = (code: string, version: number): Statement => ({
  text: `${versions} and v.version = $2`,
  values: [code, version],
});

/** Held until the transaction ends. */
export const lockVersion = (code: string, version: number): Statement => ({
  text: `select state, revision, drafted_by as "draftedById", submitted_by as "submittedById", locked_at as "lockedAt"
           from template_versions where template_code = $1 and version = $2 for update`,
  values: [code, version],
});
/** Two who draft at once: the template's row is held by the first. */
export const lockTemplate = (code: string): Statement => ({
  text: `select code, name, tree from templates where code = $1 for update`,
  values: [code],
});

export const selectIndicators = (code: string, version: number): Statement => ({
  text: `select id, parent_id as "parentId", level, position, code, name, weight::text, nature, method, direction, unit,
                decimals, target::text, aspect, explanation, formula, scoring_rule as "scoringRule", points,
                data_source as "dataSource", auto_source as "autoSource", evidence, frequency, responsible,
                legal_source as "legalSource", effective_from::text as "effectiveFrom",
                effective_to::text as "effectiveTo"
           from indicators where template_code = $1 and version = $2 order by level, position, id`,
  values: [code, version],
});

/** A row with its parent: by its id where it stands already, by its code where it comes in with the same edit. */
export interface PlacedRow extends Indicator {
  readonly parentCode: string | null;
}
const recordset = `jsonb_to_recordset($3::jsonb) as r (id integer, "parentId" integer, "parentCode" text, level smallint,
    position integer, code text, name text, weight numeric, nature text, method text, direction text, unit text,
    decimals smallint, target numeric, aspect text, explanation text, formula text, "scoringRule" text, points text[],
    "dataSource" text, "autoSource" text, evidence text, frequency text, responsible text, "legalSource" text,
    "effectiveFrom" date, "effectiveTo" date)
  left join indicators p on p.template_code = $1 and p.version = $2
    and (p.id = r."parentId" or (r."parentId" is null and p.code = r."parentCode"))`;

/** Rows of one level; their parents stand already. */
export const insertLevel = (code: string, version: number, rows: readonly PlacedRow[]): Statement => ({
  text: `insert into indicators (template_code, version, parent_id, level, position, code, name, weight, nature, method,
           direction, unit, decimals, target, aspect, explanation, formula, scoring_rule, points, data_source,
           auto_source, evidence, frequency, responsible, legal_source, effective_from, effective_to)
         select $1, $2, p.id, r.level, r.position, r.code, r.name, r.weight, r.nature, r.method, r.direction, r.unit,
                r.decimals, r.target, r.aspect, r.explanation, r.formula, r."scoringRule", r.points, r."dataSource",
                r."autoSource", r.evidence, r.frequency, r.responsible, r."legalSource", r."effectiveFrom", r."effectiveTo"
           from ${recordset}`,
  values: [code, version, JSON.stringify(rows)],
});

export const updateIndicators = (code: string, version: number, rows: readonly PlacedRow[]): Statement => ({
  text: `update indicators i
            set parent_id = r.parent, level = r.level, position = r.position, code = r.code, name = r.name,
                weight = r.weight, nature = r.nature, method = r.method, direction = r.direction, unit = r.unit,
                decimals = r.decimals, target = r.target, aspect = r.aspect, explanation = r.explanation,
                formula = r.formula, scoring_rule = r."scoringRule", points = r.points, data_source = r."dataSource",
                auto_source = r."autoSource", evidence = r.evidence, frequency = r.frequency,
                responsible = r.responsible, legal_source = r."legalSource", effective_from = r."effectiveFrom",
                effective_to = r."effectiveTo"
           from (select r.*, p.id as parent from ${recordset}) r
          where i.id = r.id and i.template_code = $1 and i.version = $2`,
  values: [code, version, JSON.stringify(rows)],
});

export const deleteIndicators = (code: string, version: number, ids: readonly number[]): Statement => ({
  text: `delete from indicators where template_code = $1 and version = $2 and id = any($3)`,
  values: [code, version, ids],
});

/** No row comes back when the code is taken. */
export const insertTemplate = (wanted: NewTemplate, tree: string): Statement => ({
  text: `insert into templates (code, name, tree, kind, category, sector, copied_from)
         values ($1, $2, $3, 'custom', $4, $5, $6) on conflict (code) do nothing returning code`,
  values: [wanted.code, wanted.name, tree, wanted.category, wanted.sector, wanted.copiedFrom],
});

export interface NewVersion extends VersionSettings {
  readonly basedOn: number | null;
  readonly personId: number | null;
  readonly now: number;
}
/** The next number of its template. */
export const insertVersion = (code: string, v: NewVersion): Statement => ({
  text: `insert into template_versions (template_code, version, missing_policy, over_ratio, note, based_on, drafted_by,
           drafted_at)
         select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7
           from template_versions where template_code = $1 returning version`,
  values: [code, v.missingPolicy, v.overRatio, v.note, v.basedOn, v.personId, at(v.now)],
});

export const countRevision = (code: string, version: number): Statement => ({
  text: `update template_versions set revision = revision + 1 where template_code = $1 and version = $2`,
  values: [code, version],
});
export const updateSettings = (code: string, version: number, s: VersionSettings): Statement => ({
  text: `update template_versions set missing_policy = $3, over_ratio = $4, note = $5, revision = revision + 1
          where template_code = $1 and version = $2`,
  values: [code, version, s.missingPolicy, s.overRatio, s.note],
});
export const markSubmitted = (code: string, version: number, personId: number | null, now: number): Statement => ({
  text: `update template_versions set state = 'submitted', submitted_by = $3, submitted_at = $4, reviewed_by = null,
                reviewed_at = null, review_note = null where template_code = $1 and version = $2`,
  values: [code, version, personId, at(now)],
});
export interface Review {
  readonly state: 'draft' | 'published';
  readonly personId: number | null;
  readonly now: number;
  readonly note: string | null;
}
export const markReviewed = (code: string, version: number, r: Review): Statement => ({
  text: `update template_versions set state = $3, reviewed_by = $4, reviewed_at = $5, review_note = $6
          where template_code = $1 and version = $2`,
  values: [code, version, r.state, r.personId, at(r.now), r.note],
});
export const markWithdrawn = (code: string, version: number): Statement => ({
  text: `update template_versions set state = 'withdrawn' where template_code = $1 and version = $2`,
  values: [code, version],
});

/** Templates in use that hold an indicator of the same name in their newest published version. */
export const selectBindings = (code: string, year: number): Statement => ({
  text: `with newest as (
           select template_code, max(version) as version from template_versions where state = 'published' group by 1)
         select i.name, t.code as "templateCode", t.name as "templateName",
                (select count(*)::integer from declarations d where d.template_code = t.code and d.year = $2) as projects
           from newest n
           join templates t on t.code = n.template_code and t.active
           join indicators i on i.template_code = n.template_code and i.version = n.version
          where i.name in (select name from indicators where template_code = $1)
          group by i.name, t.code, t.name, t.kind order by t.kind <> 'sector', t.name`,
  values: [code, year],
});

export const selectRecords = (code: string): Statement => ({
  text: `select at, who, verb, subject, after from access.template_records($1)`,
  values: [code],
});

/** What the declarations of a year that take a version hold projects to, with their newest accepted values. */
export const selectHeldTargets = (code: string, version: number, year: number): Statement => ({
  text: `select d.project_id as "projectId", i.code as "indicatorCode", t.target::text, t.weight::text,
                v.value::text, v.band, v.points_met as "pointsMet", v.vetoed
           from declarations d
           join targets t on t.declaration_id = d.id
           join indicators i on i.id = t.indicator_id
           join lateral (select value, band, points_met, vetoed from indicator_values
                          where target_id = t.id and state = 'accepted' order by month desc limit 1) v on true
          where d.template_code = $1 and d.version = $2 and d.year = $3 and d.state = 'approved'`,
  values: [code, version, year],
});
