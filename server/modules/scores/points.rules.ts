import { directionSigns, type Direction, type Method } from '../../../contracts/indicators.ts';
import { bandNames, bandShares, type Achievement, type Band } from '../../../contracts/scores.ts';
import {
  compare,
  divide,
  least,
  multiply,
  rounded,
  shown,
  subtract,
  type Decimal,
} from '../../platform/exact.rules.ts';

/**
 * The formulas of scores and lights as one edition. A change of any of them gets a new name here, so that every score
 * tells by which edition it was made. Source: domain.md 1.3, the scoring rules of a provincial budget performance system
 * (positive, inverse, equal, bands), 财预〔2020〕10号 (points, grades).
 *
 * 2026.2: lights are judged on exact shares. In 2026.1 a share was rounded to eight places first, so that a value that
 * stood exactly on a limit could fall below it. Points are the same in both.
 */
export const FORMULA_VERSION = '2026.2';

/** Points are kept to hundredths (domain.md 1.3). */
const PLACES = 2;
const FULL_RATE = '100';

/** What an indicator is held against. */
export interface Measure {
  readonly method: Method;
  readonly direction: Direction | null;
  readonly target: Decimal | null;
  readonly weight: Decimal;
  readonly unit: string;
  /** How many 评价要点 there are. */
  readonly pointsInAll: number;
}
/** What it gives, and the calculation with its numbers. */
export interface Given {
  readonly points: Decimal;
  readonly sentence: string;
}

/**
 * What an achievement gives; undefined where the indicator or the achievement lacks what its method needs. Never below
 * 0, never above the weight.
 */
export function pointsOf(measure: Measure, achievement: Achievement): Given | undefined {
  switch (measure.method) {
    case 'ratio':
      return byRatio(measure, achievement.value);
    case 'execution':
      return byRatio({ ...measure, direction: 'ge', target: measure.target ?? FULL_RATE }, achievement.value);
    case 'bands':
      return byBand(measure, achievement);
    case 'points':
    case 'veto':
      return byPoints(measure, achievement);
  }
}

function byRatio({ direction, target, weight }: Measure, value: Decimal | null): Given | undefined {
  if (value === null || target === null || direction === null) return undefined;
  const held = `${shown(value)} ${directionSigns[direction]} ${shown(target)}`;
  if (isInverse(direction)) return inverse(value, target, weight, held);
  if (compare(target, '0') <= 0) return aboveNothing(direction, value, target, weight, held);
  if (compare(value, target) >= 0) return full(weight, held);
  return compare(value, '0') <= 0
    ? none(`${shown(value)} 未达 ${shown(target)}`)
    : given(weight, multiply(value, weight), target, `${shown(value)} ÷ ${shown(target)} × ${shown(weight)}`);
}

export const isInverse = (direction: Direction | null): boolean => direction === 'le' || direction === 'lt';

/** A target of 0 or below divides nothing: `=` wants no more than it, `≥` no less. */
function aboveNothing(direction: Direction, value: Decimal, target: Decimal, weight: Decimal, held: string): Given {
  const isMet = direction === 'eq' ? compare(value, target) <= 0 : compare(value, target) >= 0;
  return isMet ? full(weight, held) : none(`${shown(value)} 未达 ${directionSigns[direction]} ${shown(target)}`);
}

/** Full up to the target, nothing from twice the target on, in between as much less as it is over. */
function inverse(value: Decimal, target: Decimal, weight: Decimal, held: string): Given {
  if (compare(value, target) <= 0) return full(weight, held);
  if (compare(target, '0') <= 0 || compare(value, multiply(target, '2')) >= 0)
    return none(`${shown(value)} 超出 ${shown(target)} 一倍及以上`);
  // (1 - (value - target) / target) × weight = (2 target - value) × weight / target
  const over = multiply(subtract(multiply(target, '2'), value), weight);
  const sentence = `(1 − (${shown(value)} − ${shown(target)}) ÷ ${shown(target)}) × ${shown(weight)}`;
  return given(weight, over, target, sentence);
}

const full = (weight: Decimal, why: string): Given => ({
  points: shown(weight),
  sentence: `${why}，得满分 ${shown(weight)}`,
});
const none = (why: string): Given => ({ points: '0', sentence: `${why}，得 0 分` });

/** A weight with more than two decimals must not be passed by rounding. */
function given(weight: Decimal, product: Decimal, by: Decimal, calculation: string): Given {
  const points = least(divide(product, by, PLACES), weight);
  return { points: shown(points), sentence: `${calculation} = ${rounded(points, PLACES)}` };
}

/** Whether a share lies in its band: [0.8, 1], [0.6, 0.8), [0, 0.6). */
export function isWithinBand(band: Band, share: Decimal): boolean {
  const { from, to } = bandShares[band];
  return compare(share, from) >= 0 && (band === 'met' ? compare(share, to) <= 0 : compare(share, to) < 0);
}

function byBand({ weight }: Measure, { band, value }: Achievement): Given | undefined {
  if (band === null || value === null || !isWithinBand(band, value)) return undefined;
  const points = rounded(multiply(value, weight), PLACES);
  return {
    points: shown(points),
    sentence: `${bandNames[band]}：${shown(weight)} × ${shown(multiply(value, '100'))}% = ${points}`,
  };
}

function byPoints({ method, weight, pointsInAll }: Measure, { pointsMet, vetoed }: Achievement): Given | undefined {
  if (method === 'veto' && vetoed) return none('存在截留、挤占、挪用或虚列支出，一票否决');
  if (pointsMet === null || pointsInAll === 0) return undefined;
  const met = metOf(pointsMet, pointsInAll);
  return given(
    weight,
    multiply(met, weight),
    String(pointsInAll),
    `满足要点 ${met} ÷ ${pointsInAll} × ${shown(weight)}`,
  );
}

/** How many of the 要点 there are were met. */
export const metOf = (pointsMet: readonly number[], pointsInAll: number): Decimal =>
  String(new Set(pointsMet.filter((place) => place < pointsInAll)).size);
