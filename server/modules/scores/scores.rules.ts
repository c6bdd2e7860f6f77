import { dueMonthsOf, type Frequency, type MissingPolicy } from '../../../contracts/indicators.ts';
import type { Light } from '../../../contracts/projects.ts';
import type { Grade } from '../../../contracts/grades.ts';
import type { Achievement, BarState } from '../../../contracts/scores.ts';
import { add, divide, isZero, multiply, type Decimal } from '../../platform/exact.rules.ts';
import {
  gradeOf,
  lightOf,
  worstLight,
  type GradeThresholds,
  type LightMeasure,
  type LightThresholds,
} from './light.rules.ts';
import { pointsOf } from './points.rules.ts';

/** One target of a declaration with what is known of it by the end of a month. */
export interface ScoredTarget {
  readonly id: number;
  readonly measure: LightMeasure;
  readonly frequency: Frequency | null;
  /** The newest accepted achievement up to the month; null: none. */
  readonly achievement: Achievement | null;
  readonly valueId: number | null;
  /** Something is reported and waits for review. */
  readonly isWaiting: boolean;
}
export interface ScoreThresholds {
  readonly light: LightThresholds;
  readonly grade: GradeThresholds;
}

/** What a target gives. Points and light are null unless it is scored. */
export interface TargetScore {
  readonly targetId: number;
  readonly state: BarState;
  readonly points: Decimal | null;
  readonly weight: Decimal;
  readonly light: Light | null;
  readonly valueId: number | null;
  readonly sentence: string;
}
export interface ScoreOfMonth {
  readonly targets: readonly TargetScore[];
  readonly score: Decimal | null;
  readonly grade: Grade | null;
  readonly light: Light | null;
  readonly knownWeight: Decimal;
  readonly missing: number;
}

/** From the first month on by whose end a value is expected. */
export const isDue = (frequency: Frequency | null, month: number): boolean =>
  month >= Math.min(...dueMonthsOf(frequency));

function scoreTarget(target: ScoredTarget, month: number, thresholds: LightThresholds): TargetScore {
  const { id, measure, achievement, valueId } = target;
  const base = { targetId: id, weight: measure.weight, points: null, light: null, valueId: null };
  const given = achievement === null ? undefined : pointsOf(measure, achievement);
  if (achievement !== null && given !== undefined) {
    const light = lightOf(measure, achievement, month, thresholds) ?? null;
    return { ...base, state: 'scored', ...given, light, valueId };
  }
  if (target.isWaiting) return { ...base, state: 'waiting', sentence: '已填报，待审核，暂不计分' };
  return isDue(target.frequency, month)
    ? { ...base, state: 'missing', sentence: '到期未报，缺报不等于零' }
    : { ...base, state: 'not-due', sentence: '尚未到填报期' };
}

const SCORE_PLACES = 8;
const FULL = '100';

/** What counts: what is scored, and with the policy `zero` what is overdue, as nothing. */
const counted = (policy: MissingPolicy, targets: readonly TargetScore[]) =>
  targets.flatMap(({ state, points, weight }) => {
    if (points !== null) return [{ points, weight }];
    return state === 'missing' && policy === 'zero' ? [{ points: '0', weight }] : [];
  });

/**
 * A project's score by the end of a month, 1 to 12: points out of the weights that are known, brought to 100. Missing
 * values do to it what the policy says, and are told. Null while nothing is known, or what is missing holds it back.
 */
export function scoreMonth(
  targets: readonly ScoredTarget[],
  policy: MissingPolicy,
  month: number,
  thresholds: ScoreThresholds,
): ScoreOfMonth {
  const scored = targets.map((target) => scoreTarget(target, month, thresholds.light));
  const known = counted(policy, scored);
  const knownWeight = add(...known.map(({ weight }) => weight));
  const missing = scored.filter(({ state }) => state === 'missing').length;
  const isHeld = policy === 'hold' && missing > 0;
  const points = add(...known.map((one) => one.points));
  const score = isZero(knownWeight) || isHeld ? null : divide(multiply(points, FULL), knownWeight, SCORE_PLACES);
  return {
    targets: scored,
    score,
    grade: score === null ? null : gradeOf(score, thresholds.grade),
    light: worstLight(scored.map(({ light }) => light ?? undefined)) ?? null,
    knownWeight,
    missing,
  };
}
