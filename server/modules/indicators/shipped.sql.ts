import type { Indicator } from '../../../contracts/indicators.ts';
import type { Statement } from '../../platform/database.ts';
import type { ShippedTemplate } from './shipped/nodes.ts';

/** Nothing comes back when the district has it already, whatever it made of it. */
export const insertShippedTemplate = (t: ShippedTemplate): Statement => ({
  text: `insert into templates (code, name, tree, kind, category, sector) values ($1, $2, $3, $4, $5, $6)
         on conflict (code) do nothing returning code`,
  values: [t.code, t.name, t.tree, t.kind, t.category, t.sector],
});

/** A draft first: rows enter drafts only. */
export const insertShippedVersion = (t: ShippedTemplate): Statement => ({
  text: `insert into template_versions (template_code, version, missing_policy, note) values ($1, 1, $2, $3)`,
  values: [t.code, t.missingPolicy, t.note],
});

export const publishShippedVersion = (code: string): Statement => ({
  text: `update template_versions set state = 'published', reviewed_at = now() where template_code = $1 and version = 1`,
  values: [code],
});

/** Rows of one level; their parents stand already and are found by their codes. */
export const insertLevel = (
  code: string,
  version: number,
  rows: readonly (Indicator & { readonly parentCode: string | null })[],
): Statement => ({
  text: `insert into indicators (template_code, version, parent_id, level, position, code, name, weight, nature, method,
           direction, unit, decimals, target, aspect, explanation, formula, scoring_rule, points, data_source,
           auto_source, evidence, frequency, responsible, legal_source, effective_from, effective_to)
         select $1, $2, p.id, r.level, r.position, r.code, r.name, r.weight, r.nature, r.method, r.direction, r.unit,
                r.decimals, r.target, r.aspect, r.explanation, r.formula, r."scoringRule", r.points, r."dataSource",
                r."autoSource", r.evidence, r.frequency, r.responsible, r."legalSource", r."effectiveFrom", r."effectiveTo"
           from jsonb_to_recordset($3::jsonb) as r ("parentCode" text, level smallint, position integer, code text,
                  name text, weight numeric, nature text, method text, direction text, unit text, decimals smallint,
                  target numeric, aspect text, explanation text, formula text, "scoringRule" text, points text[],
                  "dataSource" text, "autoSource" text, evidence text, frequency text, responsible text,
                  "legalSource" text, "effectiveFrom" date, "effectiveTo" date)
           left join indicators p on p.template_code = $1 and p.version = $2 and p.code = r."parentCode"`,
  values: [code, version, JSON.stringify(rows)],
});
