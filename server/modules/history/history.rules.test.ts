import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf, pickResolution, series, type BucketRow } from './history.rules.ts';

const DAY = 86_400_000;
const to = Date.parse('2026-11-23T00:00:00+08:00');
const pick = (days: number, pixels = 800) => pickResolution(to - days * DAY, to, pixels);

describe('resolution', () => {
  it('follows the pixels: a day by two minutes, a week by twenty, a month by the hour, a year by the day', () => {
    expect(pick(1)).toEqual({ source: 'readings_1m', bucketMinutes: 2 });
    expect(pick(7)).toEqual({ source: 'readings_10m', bucketMinutes: 20 });
    expect(pick(30)).toEqual({ source: 'readings_1h', bucketMinutes: 60 });
    expect(pick(365)).toEqual({ source: 'readings_1d', bucketMinutes: 1440 });
  });

  it('never gives more points than pixels, and fills each bucket by whole stored ones', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 400, noNaN: true }),
        fc.integer({ min: 50, max: 8000 }),
        (days, pixels) => {
          const { source, bucketMinutes } = pick(days, pixels);
          const minutes = series.find((s) => s.source === source)?.minutes ?? NaN;
          expect(bucketMinutes % minutes).toBe(0);
          expect((days * 1440) / bucketMinutes).toBeLessThanOrEqual(pixels + 0.001);
        },
      ),
    );
  });
});

describe('a curve', () => {
  const row = (bucket: number, over: Partial<BucketRow>): BucketRow => ({
    bucket,
    min: 0,
    max: 0,
    mean: 0,
    count: 1,
    ...over,
  });
  const resolution = { source: 'readings_1h', bucketMinutes: 60 } as const;

  it('keeps the spikes and rounds for the wire', () => {
    const rows = [row(0, { mean: 75.123, min: 10, max: 400.456, count: 62 })];
    const curve = curveOf('pm10', rows, { from: 0, to: 1 }, resolution);
    expect(curve).toMatchObject({ at: [0], mean: [75.12], min: [10], max: [400.46], count: [62], bucketMs: 3_600_000 });
  });

  it('leaves a gap where there is nothing, for nothing is not zero', () => {
    const curve = curveOf(
      'windDirection',
      [row(0, { mean: null }), row(3 * 3_600_000, {})],
      { from: 0, to: 1 },
      resolution,
    );
    expect(curve.at).toEqual([0, 3 * 3_600_000]);
    expect(curve.mean).toEqual([null, 0]);
  });
});
