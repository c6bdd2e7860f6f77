import type { Comparison, Indicator } from '../../../contracts/indicators.ts';
import type { Achievement } from '../../../contracts/scores.ts';
import { leavesOf } from './tree.rules.ts';
import { areEqual, sumOf, textOf, unitsOf } from './weights.rules.ts';

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
    before: hundredths(was),
    after: hundredths(is),
    difference: textOf(unitsOf(hundredths(is)) - unitsOf(hundredths(was))),
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

/** In units of a hundred-millionth of a point; null: nothing is scored. */
function scoreOf(
  own: readonly HeldTarget[],
  measure: (one: HeldTarget) => Measure | undefined,
  score: Score,
): bigint | null {
  const scored = own.flatMap((one) => {
    const by = measure(one);
    const given = by && score(by, one);
    return by === undefined || given === undefined ? [] : [{ points: given.points, weight: by.weight }];
  });
  const known = unitsOf(sumOf(scored.map(({ weight }) => weight)));
  if (known === 0n) return null;
  return (unitsOf(sumOf(scored.map(({ points }) => points))) * unitsOf('100')) / known;
}

const mean = (values: readonly bigint[]): bigint =>
  values.reduce((sum, value) => sum + value, 0n) / BigInt(values.length);

/** Rounded half up to hundredths. */
const hundredths = (units: bigint): string => textOf(((units + 500_000n) / 1_000_000n) * 1_000_000n);
