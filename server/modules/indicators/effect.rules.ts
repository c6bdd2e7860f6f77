import type { Comparison, Indicator } from '../../../contracts/indicators.ts';
import type { Achievement } from '../../../contracts/scores.ts';
import { add, areEqual, divide, isZero, multiply, subtract, type Decimal } from '../../platform/exact.rules.ts';
import { leavesOf } from './tree.rules.ts';

/** No wire carries more (contracts/schema.ts, DecimalText). */
const DIGITS = 8;

/** What a project is held to by one indicator, and its newest accepted value. */
export interface HeldTarget extends Achievement {
  readonly projectId: string;
  readonly indicatorCode: string;
  readonly target: string | null;
  readonly weight: string;
}
type Score = (
  measure: Pick<Indicator, 'method' | 'direction' | 'target' | 'weight' | 'unit'> & { readonly pointsInAll: number },
  achievement: Achievement,
) => { readonly points: string } | undefined;

/**
 * What a later version would make of the scores that projects have by the earlier one, on average: by the values that
 * they have, each weighed by what is known (missing is left out). Where a project has a target or weight of its own, it
 * keeps it; where it took the template's, it takes the new one. Null: no project has a score.
 */
export function effectOf(
  held: readonly HeldTarget[],
  before: readonly Indicator[],
  after: readonly Indicator[],
  score: Score,
): Comparison['effect'] {
  const [old, now] = [before, after].map((rows) => new Map(leavesOf(rows).map((row) => [row.code, row]))) as [
    Map<string, Indicator>,
    Map<string, Indicator>,
  ];
  const projects = [...new Set(held.map(({ projectId }) => projectId))];
  const pairs = projects.flatMap((id) => {
    const own = held.filter(({ projectId }) => projectId === id);
    const was = scoreOf(own, (one) => measureOf(one, old.get(one.indicatorCode)), score);
    const is = scoreOf(own, (one) => newMeasure(one, old.get(one.indicatorCode), now.get(one.indicatorCode)), score);
    return was === null || is === null ? [] : [{ was, is }];
  });
  if (pairs.length === 0) return null;
  const [was, is] = [mean(pairs.map((pair) => pair.was)), mean(pairs.map((pair) => pair.is))];
  return {
    projects: pairs.length,
    before: was,
    after: is,
    difference: subtract(is, was),
  };
}

type Measure = Parameters<Score>[0];
const measureOf = ({ target, weight }: HeldTarget, row: Indicator | undefined): Measure | undefined =>
  row && { ...row, target, weight, pointsInAll: row.points.length };

function newMeasure(one: HeldTarget, old: Indicator | undefined, now: Indicator | undefined): Measure | undefined {
  if (now === undefined) return undefined;
  const keepsTarget = one.target !== null && !isSame(one.target, old?.target ?? null);
  const keepsWeight = old === undefined || !areEqual(one.weight, old.weight);
  const [target, weight] = [keepsTarget ? one.target : now.target, keepsWeight ? one.weight : now.weight];
  return measureOf({ ...one, target, weight }, now);
}

const isSame = (own: string, shipped: string | null): boolean => shipped !== null && areEqual(own, shipped);

/** Points of a hundred, to a hundred-millionth; null: nothing is scored. */
function scoreOf(
  own: readonly HeldTarget[],
  measure: (one: HeldTarget) => Measure | undefined,
  score: Score,
): Decimal | null {
  const scored = own.flatMap((one) => {
    const by = measure(one);
    const given = by && score(by, one);
    return by === undefined || given === undefined ? [] : [{ points: given.points, weight: by.weight }];
  });
  const known = add(...scored.map(({ weight }) => weight));
  if (isZero(known)) return null;
  return divide(multiply(add(...scored.map(({ points }) => points)), '100'), known, DIGITS);
}

/** Rounded half up to hundredths. */
const mean = (values: readonly Decimal[]): Decimal => divide(add(...values), `${values.length}`, 2);
