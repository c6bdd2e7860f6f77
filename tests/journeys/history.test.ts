import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Metric } from '../../contracts/metrics.ts';
import { setUpOffice, type Visitor } from '../helpers/client.ts';
import { registerDevice, registerSite, STREET } from '../helpers/devices.ts';
import { Stack } from '../helpers/stack.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const SHIFT = 8 * 60 * MINUTE;
/** Midnight in Nanjing, which is not midnight UTC. */
const midnight = Math.floor((Date.now() + SHIFT) / DAY) * DAY - SHIFT;
const DAYS = 40;
const from = midnight - DAYS * DAY;

interface Raw {
  readonly device: string;
  readonly at: number;
  readonly pm10: number;
  readonly noise: number;
  readonly windDirection: number;
}

/** Two devices that report at odd intervals, one more often than the other; a spike an hour on one of them. */
function readings(): Raw[] {
  const raw: Raw[] = [];
  for (const [device, every] of [
    ['E-1', 7],
    ['E-2', 13],
  ] as const) {
    for (let at = from, i = 0; at < midnight; at += every * MINUTE, i += 1) {
      const spike = device === 'E-2' && i % 61 === 0;
      const pm10 = spike ? 5_000 + (i % 900) : 40 + ((i * 17) % 90);
      raw.push({ device, at, pm10, noise: spike ? 110 : 48 + (i % 25), windDirection: (330 + ((i * 11) % 90)) % 360 });
    }
  }
  return raw;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const RAD = Math.PI / 180;
/** The plainest way to say what a mean is. */
const means: Partial<Record<Metric, (values: readonly number[]) => number>> = {
  pm10: mean,
  noise: (values) => 10 * Math.log10(mean(values.map((value) => 10 ** (value / 10)))),
  windDirection: (values) => {
    const x = mean(values.map((value) => Math.sin(value * RAD)));
    const y = mean(values.map((value) => Math.cos(value * RAD)));
    return (Math.atan2(x, y) / RAD + 360) % 360;
  },
};

/** A curve computed straight from the readings: each device's mean first, then the mean of devices. */
function straight(raw: readonly Raw[], metric: 'pm10' | 'noise' | 'windDirection', bucketMs: number) {
  const buckets = new Map<number, Map<string, number[]>>();
  for (const reading of raw) {
    const bucket = Math.floor((reading.at + SHIFT) / bucketMs) * bucketMs - SHIFT;
    const devices = buckets.get(bucket) ?? new Map<string, number[]>();
    buckets.set(bucket, devices.set(reading.device, [...(devices.get(reading.device) ?? []), reading[metric]]));
  }
  const meanOf = means[metric] ?? mean;
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([at, devices]) => {
      const all = [...devices.values()].flat();
      return {
        at,
        mean: meanOf([...devices.values()].map(meanOf)),
        min: Math.min(...all),
        max: Math.max(...all),
        count: all.length,
      };
    });
}

/** How far two values are apart; just left and just right of north are neighbours. */
function apart(metric: Metric, field: string, a: number, b: number): number {
  const difference = Math.abs(a - b);
  return metric === 'windDirection' && field === 'mean' ? Math.min(difference, 360 - difference) : difference;
}

describe('history', () => {
  const raw = readings();
  let stack: Stack;
  let admin: Visitor;
  beforeAll(async () => {
    stack = await Stack.start();
    admin = await setUpOffice(stack.address, stack.server.lines);
    await registerSite(admin, 'S-1');
    for (const code of ['E-1', 'E-2']) await registerDevice(admin, 'S-1', code);
    await stack.sql(
      `insert into readings (device_id, at, pm10, noise, wind_direction, received_at)
       select d.id, r.at, r.pm10, r.noise, r.wind, r.at
         from unnest($1::text[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[]) as r(code, at, pm10, noise, wind)
         join devices d on d.code = r.code`,
      [
        raw.map(({ device }) => device),
        raw.map(({ at }) => new Date(at)),
        raw.map(({ pm10 }) => pm10),
        raw.map(({ noise }) => noise),
        raw.map(({ windDirection }) => windDirection),
      ],
    );
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(() => stack.remove());

  /** Days shown, pixels, and the resolution that comes of it. */
  const pictures = [
    { days: 0.125, width: 800, source: 'readings_1m', bucketMinutes: 1 },
    { days: 1, width: 800, source: 'readings_1m', bucketMinutes: 2 },
    { days: 3, width: 400, source: 'readings_10m', bucketMinutes: 20 },
    { days: 7, width: 160, source: 'readings_1h', bucketMinutes: 120 },
    { days: DAYS, width: 50, source: 'readings_1d', bucketMinutes: 1_440 },
  ];
  const scopes = [
    { scope: 'device', code: 'E-2', devices: ['E-2'] },
    { scope: 'street', code: STREET, devices: ['E-1', 'E-2'] },
  ] as const;
  const compare = async () => {
    for (const { days, width, source, bucketMinutes } of pictures) {
      const to = from + Math.ceil(days) * DAY;
      const begin = to - days * DAY;
      for (const { scope, code, devices } of scopes) {
        for (const metric of ['pm10', 'noise', 'windDirection'] as const) {
          const query = { metric, from: begin, to, width };
          const curve = await admin.call('getHistory', { params: { scope, code }, query });
          const own = raw.filter(({ device, at }) => devices.some((d) => d === device) && at >= begin && at < to);
          const wanted = straight(own, metric, bucketMinutes * MINUTE);
          const what = `${scope} ${metric} ${source}`;
          expect([what, curve.source, curve.bucketMs]).toEqual([what, source, bucketMinutes * MINUTE]);
          expect([what, curve.at]).toEqual([what, wanted.map(({ at }) => at)]);
          expect([what, curve.count]).toEqual([what, wanted.map(({ count }) => count)]);
          for (const field of ['mean', 'min', 'max'] as const) {
            const off = wanted.map((point, i) => apart(metric, field, point[field], curve[field][i] ?? NaN));
            expect([what, field, off.every((difference) => difference < 0.0051)]).toEqual([what, field, true]);
          }
        }
      }
    }
  };

  // The server's own jobs take what was written behind their back from the newest to the oldest: until they have come to
  // the beginning, the days between are not there.
  it('equals what is computed straight from the readings, spikes kept, at every resolution', () =>
    vi.waitFor(compare, { timeout: 90_000, interval: 1_000 }));

  it('is the same once the aggregates are refreshed, days beginning at midnight in Nanjing', async () => {
    for (const name of ['readings_1m', 'readings_10m', 'readings_1h', 'readings_1d'])
      await stack.sql(`call refresh_continuous_aggregate('${name}', null, null)`);
    await compare();
    const days = await stack.sql<{ bucket: Date }>('select distinct bucket from readings_1d order by 1');
    expect(days.map(({ bucket }) => bucket.getTime())).toEqual(Array.from({ length: DAYS }, (_, i) => from + i * DAY));
  });
});
