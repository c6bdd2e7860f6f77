import type { Comparison } from '../../../contracts/indicators.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { compareTrees } from './compare.rules.ts';
import { readTree } from './trees.ts';

/** Two versions of a template side by side. @throws ProblemError not-found when either has no tree */
export async function compareVersions(
  db: Runner,
  { code, version, before }: { readonly code: string; readonly version: number; readonly before: number },
): Promise<Comparison> {
  const trees = [await readTree(db, code, before), await readTree(db, code, version)] as const;
  if (trees.some((rows) => rows.length === 0)) throw new ProblemError('not-found', `模板 ${code} 的版本`);
  return { before, after: version, ...compareTrees(...trees), effect: null };
}
