import type { AreaFigures } from '../../contracts/live.ts';
import type { RampName } from '../tokens/colours.ts';
import { formatNumber } from '../format/number.ts';
import { decimalText } from '../format/decimal.rules.ts';
import { mapWords } from '../words/map.ts';
import { states } from '../words/states.ts';
import { SCORE_PERIOD_MS, scoreNumber } from './scores.rules.ts';

export const measureKeys = ['score', 'progress', 'risk', 'pm10', 'noise'] as const;
export type MeasureKey = (typeof measureKeys)[number];

/** A measure of streets: what the map is filled by and the list is ordered by. */
export interface Measure {
  readonly key: MeasureKey;
  readonly label: string;
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly ramp: RampName;
  /** Four class bounds in the unit shown; a value on a bound belongs to the upper class. */
  readonly breaks: readonly [number, number, number, number];
  /** Full length of the list's bar. */
  readonly full: number;
  readonly value: (area: AreaFigures) => number | null;
  /** How the value is printed where its own digits say more than the number. */
  readonly text?: (area: AreaFigures) => string;
  /** The word of a street without a value. */
  readonly gap: string;
  readonly at: (area: AreaFigures) => number | null;
  readonly periodMs: number;
  /** Which marks stand on the streets: what was measured belongs to sites, the rest to projects. */
  readonly marks: 'projects' | 'sites';
}

const MINUTE = 60_000;
const WEEK = 7 * 86_400_000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);

const facts: Readonly<Record<MeasureKey, Omit<Measure, 'key' | 'label' | 'title' | 'gap'>>> = {
  // Weighted by budget. 80 is where 良 begins; the bounds above it tell good streets apart.
  score: {
    unit: '分',
    digits: 2,
    ramp: 'rate',
    breaks: [80, 85, 88, 91],
    full: 100,
    value: (area) => scoreNumber(area.projects.score.weighted),
    text: (area) => decimalText(area.projects.score.weighted),
    at: (area) => area.projects.score.computedAt,
    periodMs: SCORE_PERIOD_MS,
    marks: 'projects',
  },
  // 50 and 120: IAQI 50 and 100 of HJ 633-2026; 80: DB32/4437 increment; 150: Nanjing's practice of upper-level warning.
  pm10: {
    unit: 'μg/m³',
    digits: 0,
    ramp: 'dust',
    breaks: [50, 80, 120, 150],
    full: 200,
    value: (area) => area.site.metrics.pm10.m5.mean,
    at: (area) => area.site.lastAt,
    periodMs: MINUTE,
    marks: 'sites',
  },
  // 55 and 70: night and day limits of GB 12523-2025 at the boundary.
  noise: {
    unit: 'dB(A)',
    digits: 1,
    ramp: 'noise',
    breaks: [55, 60, 65, 70],
    full: 90,
    value: (area) => area.site.metrics.noise.m5.mean,
    at: (area) => area.site.lastAt,
    periodMs: MINUTE,
    marks: 'sites',
  },
  // Equal fifths: street means are of projects in very different phases.
  progress: {
    unit: '%',
    digits: 1,
    ramp: 'rate',
    breaks: [20, 40, 60, 80],
    full: 100,
    value: (area) => (area.projects.progress === null ? null : area.projects.progress * 100),
    at: (area) => area.projects.asOf,
    periodMs: WEEK,
    marks: 'projects',
  },
  // The street's projects with a red or yellow light, of those that have a light at all.
  risk: {
    unit: '%',
    digits: 0,
    ramp: 'noise',
    breaks: [10, 20, 30, 40],
    full: 100,
    value: ({ projects: { lights: l } }) => share(l.red + l.yellow, l.red + l.yellow + l.green + l.blue),
    at: (area) => area.projects.asOf,
    periodMs: WEEK,
    marks: 'projects',
  },
};

export const measures: Readonly<Record<MeasureKey, Measure>> = Object.fromEntries(
  measureKeys.map((key) => [
    key,
    { key, gap: key === 'score' ? states.notScored : states.gap, ...mapWords.measures[key], ...facts[key] },
  ]),
) as Record<MeasureKey, Measure>;

/** Class 0..4 of a value, or null without one. */
export const classOf = (measure: Measure, value: number | null): number | null =>
  value === null ? null : measure.breaks.filter((bound) => value >= bound).length;

/** As printed on the map; without a value, the word for why not. */
export function measureText(measure: Measure, area: AreaFigures): string {
  const value = measure.value(area);
  if (value === null) return measure.gap;
  return measure.text?.(area) ?? formatNumber(value, measure.digits);
}

export const isAnyScored = (areas: readonly AreaFigures[]): boolean =>
  areas.some(({ projects }) => projects.score.weighted !== null);

/** The measure shown: what was chosen; until somebody chooses, the score as soon as there is one. */
export const shownMeasure = (chosen: MeasureKey | null, isScored: boolean): MeasureKey => {
  if (isScored) return chosen ?? 'score';
  return chosen === null || chosen === 'score' ? 'progress' : chosen;
};
