import { recordAtOnce, systemActor } from '../../access/audit.ts';
import type { Runner } from '../../platform/database.ts';
import type { ShippedTemplate } from './shipped/nodes.ts';
import { shippedTemplates } from './shipped/templates.data.ts';
import { rowsOfShipped } from './shipped.rules.ts';
import * as sql from './shipped.sql.ts';
import { writeTree } from './trees.ts';

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
  await writeTree(tx, template.code, 1, rowsOfShipped(template));
  await tx.run(sql.publishShippedVersion(template.code));
  return true;
}
