import { describe, expect, it } from 'vitest';
import type { Limit } from '../../contracts/limits.ts';
import { exceedanceFigures, judge, judgingOf, limitsInForce, type Reference } from './exceedance.rules.ts';
import { isOnline } from './presence.rules.ts';
import { contributionOf, emptyRollup, fold } from './rollup.rules.ts';

const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);
const limit = (over: Partial<Limit>): Limit => ({
  code: 'l',
  metric: 'noise',
  value: 70,
  windowMinutes: 10,
  daypart: 'day',
  basis: 'absolute',
  label: '昼限 70',
  source: 'GB 12523-2025',
  effectiveFrom: Date.parse('2026-01-01T00:00:00+08:00'),
  effectiveTo: null,
  ...over,
});
const day = limit({ code: 'day' });
const night = limit({ code: 'night', value: 55, daypart: 'night' });
const increment = limit({
  code: 'inc',
  metric: 'pm10',
  value: 80,
  windowMinutes: 60,
  daypart: 'all',
  basis: 'increment',
});
const limits = [day, night, increment];

function judged(
  values: [string, Partial<Record<'noise' | 'pm10', number>>][],
  now: string,
  reference: Reference = new Map(),
) {
  const rollup = emptyRollup(at(now));
  for (const [time, sent] of values) fold(rollup, contributionOf(at(time), sent), judgingOf(limits), at(now));
  return judge(rollup, limits, reference, at(now));
}
const codes = (j: ReturnType<typeof judged>) => j.exceedances.map(({ limit: { code }, value }) => [code, value]);

describe('a limit', () => {
  it('is judged when its window is over, not while it runs', () => {
    expect(codes(judged([['10:01', { noise: 75 }]], '10:05'))).toEqual([]);
    expect(codes(judged([['10:01', { noise: 75 }]], '10:10'))).toEqual([['day', 75]]);
  });

  it('is held against Leq: one loud minute among quiet ones counts by its energy', () => {
    const quiet = ['02', '03', '04', '05', '06', '07', '08', '09'].map((m): [string, { noise: number }] => [
      `10:${m}`,
      { noise: 60 },
    ]);
    expect(codes(judged([['10:00', { noise: 85 }], ...quiet], '10:10'))).toEqual([['day', 75.6]]);
  });

  it('night runs from 22:00 to 06:00', () => {
    const sent: [string, { noise: number }][] = [
      ['05:59', { noise: 61 }],
      ['06:00', { noise: 61 }],
      ['21:59', { noise: 61 }],
      ['22:00', { noise: 61 }],
    ];
    expect(codes(judged(sent, '23:00'))).toEqual([
      ['night', 61],
      ['night', 61],
    ]);
  });

  it('exactly at the limit is not over it', () => {
    expect(codes(judged([['10:00', { noise: 70 }]], '10:10'))).toEqual([]);
  });

  it('on the increment is not judged without the city figure of that hour, and judged against it otherwise', () => {
    const sent: [string, { pm10: number }][] = [['10:30', { pm10: 175 }]];
    expect(judged(sent, '11:00').judged.get('inc')).toBeUndefined();
    expect(codes(judged(sent, '11:00', new Map([[at('10:00'), 90]])))).toEqual([['inc', 85]]);
    expect(codes(judged(sent, '11:00', new Map([[at('10:00'), 95]])))).toEqual([]);
  });

  it('holds only between its dates', () => {
    const old = limit({ code: 'old', effectiveTo: Date.parse('2026-01-01T00:00:00+08:00'), effectiveFrom: 0 });
    expect(limitsInForce([old, day], at('10:00')).map(({ code }) => code)).toEqual(['day']);
  });
});

it('figures say how many windows were judged, so that no exceedance is told from nothing known', () => {
  const figures = exceedanceFigures(limits, [
    judged(
      [
        ['10:00', { noise: 75 }],
        ['10:20', { noise: 60 }],
      ],
      '10:30',
    ),
  ]);
  expect(figures['day']).toMatchObject({ windows: 1, judged: 2, lastAt: at('10:00') });
  expect(figures['inc']).toMatchObject({ windows: 0, judged: 0, lastAt: null });
});

describe('presence', () => {
  const now = at('10:00');
  it('never heard of is unknown, not offline', () => expect(isOnline(null, null, 60_000, now)).toBeNull());
  it('the device status decides', () => {
    expect(isOnline({ at: now - 1e6, online: true }, null, 60_000, now)).toBe(true);
    expect(isOnline({ at: now, online: false }, now - 1, 60_000, now)).toBe(false);
  });
  it('a packet after an "offline" overrules it', () => {
    expect(isOnline({ at: now - 2000, online: false }, now - 1000, 60_000, now)).toBe(true);
  });
  it('a device without status counts while it was heard within three periods', () => {
    expect(isOnline(null, now - 180_000, 60_000, now)).toBe(true);
    expect(isOnline(null, now - 180_001, 60_000, now)).toBe(false);
  });
});
