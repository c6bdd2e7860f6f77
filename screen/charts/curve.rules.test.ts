import { describe, expect, it } from 'vitest';
import type { Curve } from '../../contracts/history.ts';
import type { Limit } from '../../contracts/limits.ts';
import { drawableLimits, gapsOf, limitAt, mergeCurve, pointsGained, tailRequest } from './curve.rules.ts';

const MIN = 60_000;
const t0 = Date.parse('2026-11-23T00:00:00+08:00');
const curveOf = (minutes: number[], value = 40, to = 60): Curve => ({
  metric: 'noise',
  unit: 'dB(A)',
  from: t0,
  to: t0 + to * MIN,
  bucketMs: MIN,
  source: 'readings',
  at: minutes.map((m) => t0 + m * MIN),
  mean: minutes.map(() => value),
  min: minutes.map(() => value - 1),
  max: minutes.map(() => value + 1),
  count: minutes.map(() => 1),
});
const count = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const limitOf = (daypart: Limit['daypart'], value: number, basis: Limit['basis'] = 'absolute'): Limit => ({
  code: daypart,
  metric: 'noise',
  value,
  windowMinutes: 60,
  daypart,
  basis,
  label: daypart,
  source: 'GB 12523-2025',
  effectiveFrom: 0,
  effectiveTo: null,
});

describe('tail of a curve', () => {
  it('asks at the same milliseconds a pixel, for 50 pixels at least', () => {
    const now = t0 + 60 * MIN;
    const short = tailRequest('day', 800, now - MIN, now);
    expect(short.width).toBe(50);
    expect((short.to - short.from) / short.width).toBeCloseTo(86_400_000 / 800, 0);
    expect(tailRequest('day', 800, now - 10 * 86_400_000, now).width).toBe(800);
  });
  it('replaces the stretch and drops what slid out', () => {
    const merged = mergeCurve(curveOf(count(0, 30)), curveOf(count(25, 40), 50), t0 + 10 * MIN);
    expect(merged?.at).toEqual(count(10, 40).map((m) => t0 + m * MIN));
    expect(merged?.mean.slice(13, 17)).toEqual([40, 40, 50, 50]);
  });
  it('refuses to mix resolutions', () => {
    expect(mergeCurve(curveOf([0]), { ...curveOf([1]), bucketMs: 5 * MIN }, t0)).toBeNull();
  });
  it('counts only points that were missing', () => {
    expect(pointsGained(curveOf(count(0, 30)), curveOf(count(0, 42)), t0 + 30 * MIN)).toBe(12);
    expect(pointsGained(curveOf([0, 1, 29]), curveOf(count(0, 30)), t0 + 28 * MIN)).toBe(1);
  });
});

describe('gaps', () => {
  it('finds a hole and a silent end', () => {
    const gaps = gapsOf(curveOf([...count(0, 20), ...count(30, 50)]));
    expect(gaps.map((g) => [(g.from - t0) / MIN, (g.to - t0) / MIN, g.kind])).toEqual([
      [20, 30, 'gap'],
      [50, 60, 'gap'],
    ]);
  });
  it('does not call a slow device a gap', () => {
    expect(gapsOf(curveOf([0, 15, 30, 45], 40, 60))).toEqual([]);
  });
  it('tells the time before the first value', () => {
    expect(gapsOf(curveOf(count(20, 60)))[0]).toMatchObject({ kind: 'before', from: t0 });
  });
});

describe('limits', () => {
  const limits = [limitOf('day', 70), limitOf('night', 55)];
  it('follows the hour in Shanghai', () => {
    expect(limitAt(limits, t0 + 3 * 60 * MIN)).toBe(55);
    expect(limitAt(limits, t0 + 6 * 60 * MIN)).toBe(70);
    expect(limitAt(limits, t0 + 22 * 60 * MIN)).toBe(55);
    expect(limitAt([], t0)).toBeNull();
  });
  it('draws neither increments nor advisories nor what is out of force', () => {
    const past = { ...limitOf('all', 60), effectiveTo: t0 };
    expect(drawableLimits([...limits, limitOf('all', 80, 'increment'), past], 'noise', t0)).toEqual(limits);
  });
});
