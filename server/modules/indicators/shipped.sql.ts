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
