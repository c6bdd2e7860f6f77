import { recordAtOnce, systemActor } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import type { ShippedTemplate } from './shipped/nodes.ts';
import { shippedTemplates } from './shipped/templates.data.ts';
import { rowsOfShipped } from './shipped.rules.ts';
import * as sql from './shipped.sql.ts';

/**
 * Brings the templates of the product into the database, each once, as version 1, published. A template that is there
 * stays as the district has it. Called within a migration.
 */
export async function shipTemplates(tx: Runner): Promise<void> {
  const brought: string[] = [];
  for (const template of shippedTemplates) if (await ship(tx, template)) brought.push(template.code);
  if (brought.length === 0) return;
  const after = { templates: brought };
  await recordAtOnce(tx, { actor: systemActor, verb: 'template.publish', subject: 'shipped', after });
}

async function ship(tx: Runner, template: ShippedTemplate): Promise<boolean> {
  const made = await tx.run(sql.insertShippedTemplate(template));
  if (made.length === 0) return false;
  await tx.run(sql.insertShippedVersion(template));
  const rows = rowsOfShipped(template);
  const codeOf = new Map(rows.map(({ id, code }) => [id, code]));
  for (const level of [1, 2, 3]) {
    const ofLevel = rows.filter((row) => row.level === level);
    const placed = ofLevel.map((row) => ({ ...row, parentCode: codeOf.get(row.parentId ?? 0) ?? null }));
    await tx.run(sql.insertLevel(template.code, 1, placed));
  }
  await tx.run(sql.publishShippedVersion(template.code));
  return true;
}
