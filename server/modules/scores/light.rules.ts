import type { Aspect } from '../../../contracts/indicators.ts';
import type { Light } from '../../../contracts/projects.ts';
import type { Grade } from '../../../contracts/grades.ts';
import type { Achievement } from '../../../contracts/scores.ts';
import { compare, isPositive, isZero, multiply, type Decimal } from '../../platform/exact.rules.ts';
import { isInverse, metOf, type Measure } from './points.rules.ts';

/** Thresholds with source and date stand in the table `thresholds`; these are their values on the day. */
export interface LightThresholds {
  /** Shares of what should be there by now: below is red, below is yellow, from here on blue. */
  readonly red: Decimal;
  readonly yellow: Decimal;
  readonly blue: Decimal;
}
export interface GradeThresholds {
  readonly excellent: Decimal;
  readonly good: Decimal;
  readonly fair: Decimal;
}

export interface LightMeasure extends Measure {
  readonly aspect: Aspect | null;
  /** The project's own plan, cumulative by the end of each month; null: linear. */
  readonly monthly: readonly Decimal[] | null;
}

const MONTHS = '12';
/** Held against their range, not against the time gone by (domain.md 1.5). */
const byRange: readonly (Aspect | null)[] = ['quality', 'timeliness', 'cost'];
/** A rate does not add up over the year: 95 % in March is 95 % in December. */
const isRate = ({ unit, method }: LightMeasure): boolean => method !== 'execution' && (unit === '%' || unit === '‰');

/** A number that need not be a decimal: `of` ÷ `by`, and never divided. */
interface Fraction {
  readonly of: Decimal;
  readonly by: Decimal;
}

/** What should be there by the end of a month: the project's own plan, or the target by time gone by (序时). */
export function expectedBy(measure: LightMeasure, month: number): Fraction | null {
  const own = measure.monthly?.[month - 1];
  if (own !== undefined) return { of: own, by: '1' };
  const target = measure.method === 'execution' ? (measure.target ?? '100') : measure.target;
  if (target === null) return null;
  return isRate(measure) ? { of: target, by: '1' } : { of: multiply(target, String(month)), by: MONTHS };
}

/** The band of a value's share of what is expected, multiplied out: at 60, 80 and 120 % to the last digit. */
function byShare(
  value: Decimal,
  expected: Fraction,
  { red, yellow, blue }: LightThresholds,
  mayBeBlue: boolean,
): Light {
  const part = multiply(value, expected.by);
  const isBelow = (share: Decimal): boolean => compare(part, multiply(expected.of, share)) < 0;
  if (isBelow(red)) return 'red';
  if (isBelow(yellow)) return 'yellow';
  return mayBeBlue && !isBelow(blue) ? 'blue' : 'green';
}

/**
 * The light of one indicator by the end of a month, 1 to 12; undefined without anything to judge. Source: domain.md 1.5,
 * the monitoring rules of a provincial system; the own plan as denominator and rates without one are ours.
 */
export function lightOf(
  measure: LightMeasure,
  achievement: Achievement,
  month: number,
  thresholds: LightThresholds,
): Light | undefined {
  const { method, direction, target, aspect, pointsInAll } = measure;
  const { band, value, pointsMet, vetoed } = achievement;
  if (method === 'bands')
    return band === null
      ? undefined
      : { met: 'green' as const, partly: 'yellow' as const, unmet: 'red' as const }[band];
  if (method === 'points' || method === 'veto') {
    if (method === 'veto' && vetoed) return 'red';
    if (pointsMet === null || pointsInAll === 0) return undefined;
    return byShare(metOf(pointsMet, pointsInAll), { of: String(pointsInAll), by: '1' }, thresholds, false);
  }
  if (value === null) return undefined;
  const expected = expectedBy(measure, month);
  if (isInverse(direction) || byRange.includes(aspect)) {
    if (target === null) return undefined;
    const isWithin = isInverse(direction) ? compare(value, target) <= 0 : compare(value, target) >= 0;
    return isWithin ? 'green' : 'red';
  }
  if (expected === null) return undefined;
  // Nothing is expected yet: whatever is there is enough. Of less than nothing there is no share: it is reached or not.
  if (isZero(expected.of)) return 'green';
  if (!isPositive(expected.of)) return compare(multiply(value, expected.by), expected.of) >= 0 ? 'green' : 'red';
  return byShare(value, expected, thresholds, method === 'ratio' && !isRate(measure));
}

const worst: readonly Light[] = ['red', 'yellow', 'green', 'blue'];
/** A project's light is its worst indicator's; undefined where none has one. */
export const worstLight = (lights: readonly (Light | undefined)[]): Light | undefined =>
  worst.find((light) => lights.includes(light));

/** The grade by the unrounded score (domain.md 1.4). */
export function gradeOf(score: Decimal, { excellent, good, fair }: GradeThresholds): Grade {
  if (compare(score, excellent) >= 0) return 'excellent';
  if (compare(score, good) >= 0) return 'good';
  return compare(score, fair) >= 0 ? 'fair' : 'poor';
}
