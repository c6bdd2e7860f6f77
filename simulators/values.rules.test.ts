import { describe, expect, it } from 'vitest';
import { metricFacts, metrics, type Metric } from '../contracts/metrics.ts';
import { DAY, hourOf, MINUTE } from './calendar.rules.ts';
import { valuesAt } from './values.rules.ts';

const midnight = Date.parse('2026-06-01T00:00:00+08:00');
const leq = (levels: number[]) => 10 * Math.log10(levels.reduce((sum, l) => sum + 10 ** (l / 10), 0) / levels.length);

const isShowable = (metric: Metric, value = NaN) =>
  value >= metricFacts[metric].min && value <= metricFacts[metric].max;

describe('valuesAt', () => {
  it('says the same at the same instant, and something else to another device', () => {
    expect(valuesAt(1, 2, midnight)).toEqual(valuesAt(1, 2, midnight));
    expect(valuesAt(1, 2, midnight)).not.toEqual(valuesAt(1, 3, midnight));
  });

  it('keeps every value within what an instrument can show, all year', () => {
    for (let at = midnight; at < midnight + 365 * DAY; at += 391 * MINUTE)
      expect(metrics.filter((m) => !isShowable(m, valuesAt(1, 5, at)[m]))).toEqual([]);
  });

  it('keeps the limits by day and by night where nothing is wrong', () => {
    for (let device = 0; device < 8; device++)
      for (let at = midnight; at < midnight + 3 * DAY; at += 10 * MINUTE) {
        const shown = Array.from({ length: 10 }, (_, i) => valuesAt(1, device, at + i * MINUTE));
        const isDay = hourOf(at) >= 6 && hourOf(at) < 22;
        const level = leq(shown.map((v) => v.noise ?? NaN));
        expect(level).toBeLessThan(isDay ? 69 : 53);
        expect(level).toBeGreaterThan(40);
        expect(Math.max(...shown.map((v) => v.tsp ?? NaN))).toBeLessThan(330);
        expect(Math.max(...shown.map((v) => v.pm10 ?? NaN))).toBeLessThan(148);
      }
  });

  it('goes over the dust limit in an episode and over the night limit with night work', () => {
    const noon = midnight + DAY / 2 - 2 * 60 * MINUTE;
    expect(valuesAt(1, 2, noon, { dust: 1, nightWork: 0 }).tsp).toBeGreaterThan(500);
    const late = midnight + 23 * 60 * MINUTE;
    expect(valuesAt(1, 2, late, { dust: 0, nightWork: 1 }).noise).toBeGreaterThan(56);
    expect(valuesAt(1, 2, late).noise).toBeLessThan(53);
  });
});
