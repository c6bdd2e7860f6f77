import type { Comparison } from '../../../contracts/indicators.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Achievement } from '../../../contracts/scores.ts';
import { yearOf } from '../../platform/calendar.rules.ts';
import type { Runner } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problems.ts';
import { FORMULA_VERSION, pointsOf, type Given, type Measure } from '../scores/scores.ts';
import { compareTrees } from './compare.rules.ts';
import { effectOf, type HeldTarget } from './effect.rules.ts';
import { readTree } from './trees.ts';
import * as sql from './indicators.sql.ts';

interface Wanted {
  readonly code: string;
  readonly version: number;
  readonly before: number;
  readonly now: Instant;
}

/**
 * Two versions of a template side by side, and what the later one would make of the scores of those whose declaration of
 * this year takes the earlier one. @throws ProblemError not-found when either has no tree
 */
export async function compareVersions(db: Runner, { code, version, before, now }: Wanted): Promise<Comparison> {
  const trees = [await readTree(db, code, before), await readTree(db, code, version)] as const;
  if (trees.some((rows) => rows.length === 0)) throw new ProblemError('not-found', `模板 ${code} 的版本`);
  const held = await db.run<HeldTarget>(sql.selectHeldTargets(code, before, yearOf(now)));
  return { before, after: version, ...compareTrees(...trees), effect: effectOf(held, ...trees, pointsOf) };
}

/** What an achievement would give by an indicator. @throws ProblemError bad-request where it cannot be scored */
export function tryIndicator({ achievement, ...measure }: Measure & { readonly achievement: Achievement }): Given & {
  readonly formulaVersion: string;
} {
  const given = pointsOf(measure, achievement);
  if (given === undefined) throw new ProblemError('bad-request', '缺少目标值、方向或完成值，不能试算');
  return { ...given, formulaVersion: FORMULA_VERSION };
}
