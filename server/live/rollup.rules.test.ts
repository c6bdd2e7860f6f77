import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricFacts, metrics, type Metric } from '../../contracts/metrics.ts';
import { areaFigure, bucketOf, figureOf, joinBuckets, meanOf, type Bucket } from './bucket.rules.ts';
import { dayStart, minuteOf, windowStart } from './calendar.rules.ts';
import type { SummedRow } from './live.sql.ts';
import { contributionOfSums, grainOf } from './replay.rules.ts';
import {
  contributionOf,
  contributionsOf,
  emptyRollup,
  fold,
  foldLatest,
  prune,
  windowBuckets,
  type Judging,
} from './rollup.rules.ts';

const now = Date.parse('2026-11-23T10:26:08+08:00');
const MINUTE = 60_000;
const judging: Judging[] = [
  { metric: 'noise', windowMinutes: 10 },
  { metric: 'tsp', windowMinutes: 15 },
];

const reading = fc.record({
  ago: fc.integer({ min: -5 * MINUTE, max: 26 * 60 * MINUTE }),
  metric: fc.constantFrom<Metric>('pm10', 'noise', 'tsp', 'windDirection'),
  value: fc.integer({ min: 30, max: 120 }),
});
type Sent = { ago: number; metric: Metric; value: number };
const folded = (sent: readonly Sent[]) => {
  const rollup = emptyRollup(now);
  for (const { ago, metric, value } of sent) fold(rollup, contributionOf(now - ago, { [metric]: value }), judging, now);
  return rollup;
};
const figures = (rollup: ReturnType<typeof folded>) =>
  Object.fromEntries(
    (['m5', 'h1', 'today'] as const).map((key) => {
      const buckets = windowBuckets(rollup, key, now);
      return [key, metrics.map((metric) => figureOf(metric, buckets[metric]))];
    }),
  );

describe('folding', () => {
  it('gives the same windows in whatever order readings come', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (sent, chance) => {
        const shuffled = sent
          .map((item) => ({ item, key: chance.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        expect(figures(folded(shuffled))).toEqual(figures(folded(sent)));
      }),
    );
  });

  it('gives the same windows from readings and from what the database summed of them', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 40 }), (sent) => {
        const replayed = emptyRollup(now);
        for (const row of sumLikeTheDatabase(sent)) fold(replayed, contributionOfSums(row), judging, now);
        expect(figures(replayed)).toEqual(figures(folded(sent)));
        expect([...replayed.judged.keys()].sort()).toEqual([...folded(sent).judged.keys()].sort());
      }),
    );
  });

  it('gives the same windows reading by reading and from minutes summed first', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 40 }), (sent) => {
        const readings = sent.map(({ ago, metric, value }) => ({
          deviceId: 1,
          at: now - ago,
          values: { [metric]: value },
        }));
        const summed = emptyRollup(now);
        for (const { contribution } of contributionsOf(readings)) fold(summed, contribution, judging, now);
        expect(figures(summed)).toEqual(figures(folded(sent)));
        expect([...summed.judged.keys()].sort()).toEqual([...folded(sent).judged.keys()].sort());
      }),
    );
  });

  it('puts a late reading into its own minute and never moves the latest value back', () => {
    const rollup = folded([{ ago: 0, metric: 'pm10', value: 90 }]);
    foldLatest(rollup, 'pm10', { value: 90, at: now, flag: 'N' });
    fold(rollup, contributionOf(now - 30 * MINUTE, { pm10: 30 }), judging, now);
    foldLatest(rollup, 'pm10', { value: 30, at: now - 30 * MINUTE, flag: 'N' });
    expect(rollup.latest.pm10?.value).toBe(90);
    expect(rollup.lastAt).toBe(now);
    expect(windowBuckets(rollup, 'm5', now).pm10?.count).toBe(1);
    expect(windowBuckets(rollup, 'h1', now).pm10?.count).toBe(2);
  });

  it('forgets the five minutes when they are over, and keeps the day until midnight in Shanghai', () => {
    const rollup = folded([{ ago: 0, metric: 'pm10', value: 90 }]);
    const later = now + 6 * MINUTE;
    expect(windowBuckets(rollup, 'm5', later).pm10).toBeUndefined();
    expect(windowBuckets(rollup, 'today', later).pm10?.count).toBe(1);
    const midnight = Date.parse('2026-11-24T00:00:00+08:00');
    expect(windowBuckets(rollup, 'today', midnight).pm10).toBeUndefined();
    prune(rollup, midnight);
    expect(rollup.judged.size).toBe(0);
    expect(rollup.minutes.size).toBe(0);
  });

  it('stays bounded however much comes', () => {
    const rollup = emptyRollup(now);
    for (let second = 0; second < 7200; second += 1) {
      fold(rollup, contributionOf(now + second * 1000, { noise: 60 }), judging, now + second * 1000);
      if (second % 60 === 0) prune(rollup, now + second * 1000);
    }
    expect(rollup.minutes.size).toBeLessThanOrEqual(62);
    expect(rollup.judged.get(10)?.size).toBeLessThanOrEqual(14);
  });
});

describe('means', () => {
  const join = (metric: Metric, ...values: number[]) =>
    values.map((value) => bucketOf(metric, value)).reduce((sum, bucket) => joinBuckets(sum, bucket));

  it('sound is averaged by energy: 60 and 70 dB make 67.4 dB, not 65', () => {
    expect(meanOf('noise', join('noise', 60, 70))).toBeCloseTo(67.404, 3);
  });

  it('wind direction is averaged as a vector: 350 and 10 degrees are north', () => {
    const north = meanOf('windDirection', join('windDirection', 350, 10));
    expect(Math.min(north, 360 - north)).toBeCloseTo(0, 6);
  });

  it('an empty window has no mean; it is not zero', () => {
    expect(figureOf('pm10', undefined)).toEqual({ mean: null, min: null, max: null, count: 0 });
    expect(areaFigure('pm10', [undefined, undefined]).mean).toBeNull();
    expect(figureOf('pm10', bucketOf('pm10', 0)).mean).toBe(0);
  });

  it('every device counts once in an area, however often it reports', () => {
    const chatty: Bucket = Array.from({ length: 99 }, () => bucketOf('pm10', 100)).reduce((a, b) => joinBuckets(a, b));
    expect(areaFigure('pm10', [chatty, bucketOf('pm10', 50), undefined])).toEqual({
      mean: 75,
      min: 50,
      max: 100,
      count: 100,
    });
  });
});

describe('the calendar', () => {
  it('a day begins at midnight in Shanghai, and judging windows are counted from there', () => {
    expect(dayStart(now)).toBe(Date.parse('2026-11-23T00:00:00+08:00'));
    expect(dayStart(dayStart(now))).toBe(dayStart(now));
    expect(dayStart(dayStart(now) - 1)).toBe(dayStart(now) - 86_400_000);
    expect(windowStart(now, 15)).toBe(Date.parse('2026-11-23T10:15:00+08:00'));
  });

  it('the replay grain falls into every judging window whole', () => {
    expect(grainOf(judging)).toBe(5);
    expect(grainOf([])).toBe(60);
  });
});

/** What `sumReadings` answers, computed here by a plain loop over minutes. */
function sumLikeTheDatabase(sent: readonly Sent[]): SummedRow[] {
  const groups = new Map<number, Sent[]>();
  for (const item of sent) {
    const minute = minuteOf(now - item.ago) * MINUTE;
    groups.set(minute, [...(groups.get(minute) ?? []), item]);
  }
  return [...groups].map(([bucket, items]) => {
    const row: SummedRow = { device_id: 1, bucket, noise_energy: null, wind_sin: null, wind_cos: null };
    for (const metric of metrics) {
      const { column } = metricFacts[metric];
      const values = items.filter((item) => item.metric === metric).map(({ value }) => value);
      row[`${column}_count`] = values.length;
      if (values.length === 0) continue;
      row[`${column}_sum`] = values.reduce((a, b) => a + b);
      row[`${column}_min`] = Math.min(...values);
      row[`${column}_max`] = Math.max(...values);
      if (metric === 'noise') row.noise_energy = values.reduce((sum, v) => sum + 10 ** (v / 10), 0);
      if (metric === 'windDirection') {
        row.wind_sin = values.reduce((sum, v) => sum + Math.sin((v * Math.PI) / 180), 0);
        row.wind_cos = values.reduce((sum, v) => sum + Math.cos((v * Math.PI) / 180), 0);
      }
    }
    return row;
  });
}
