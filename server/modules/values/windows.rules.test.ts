import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../contracts/limits.ts';
import { daysOfYear, isToCount, judgeDay, type WindowSums } from './windows.rules.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const from = at('2026-03-02T00:00:00');
const DAY = 86_400_000;
const limit = (over: Partial<Limit>): Limit => ({
  ...{ code: 'noise-day', metric: 'noise', value: 70, windowMinutes: 10, daypart: 'day', basis: 'absolute' },
  ...{ label: '', source: '', effectiveFrom: 0, effectiveTo: null },
  ...over,
});
const noise = (time: string, levels: readonly number[]): WindowSums => ({
  ...{ deviceId: 1, minutes: 10, metric: 'noise', windowAt: at(`2026-03-02T${time}:00`), count: levels.length },
  sum: levels.reduce((sum, level) => sum + 10 ** (level / 10), 0),
});
const watcher = { deviceId: 1, registeredAt: from, retiredAt: null };
const judge = (limits: readonly Limit[], sums: readonly WindowSums[], now = from + DAY, reference = new Map()) =>
  judgeDay({ from, now, limits, watchers: [watcher], sums, reference });

describe('a day of windows', () => {
  it('is judged on energy means: 60 and 80 dB make 77, not 70', () => {
    const [day] = judge([limit({})], [noise('06:00', [70, 70]), noise('06:10', [60, 80])]);
    expect(day).toEqual({ deviceId: 1, limitCode: 'noise-day', expected: 96, judged: 2, within: 1 });
  });

  it('is judged by the limit of its hour and of its date, warnings left out', () => {
    const night = limit({ code: 'noise-night', value: 55, daypart: 'night' });
    const former = limit({ code: 'former', effectiveTo: from });
    const sums = [noise('05:50', [60]), noise('06:00', [60]), noise('22:00', [54])];
    expect(judge([limit({}), night, former, limit({ code: 'w', basis: 'advisory' })], sums)).toEqual([
      { deviceId: 1, limitCode: 'noise-day', expected: 96, judged: 1, within: 1 },
      { deviceId: 1, limitCode: 'noise-night', expected: 48, judged: 2, within: 1 },
    ]);
  });

  it('judges an increment over the city’s figure of its hour, and none without', () => {
    const pm10 = limit({
      code: 'pm10',
      metric: 'pm10',
      value: 80,
      windowMinutes: 60,
      daypart: 'all',
      basis: 'increment',
    });
    const hour = (time: string): WindowSums => ({
      ...{ deviceId: 1, minutes: 60, metric: 'pm10', windowAt: at(`2026-03-02T${time}:00`), count: 2, sum: 240 },
    });
    const reference = new Map([[at('2026-03-02T06:00:00'), 40]]);
    expect(judge([pm10], [hour('06:00'), hour('07:00')], from + DAY, reference)).toMatchObject([
      { expected: 24, judged: 1, within: 1 },
    ]);
  });

  it('counts a window only when it is over, and expects none before the instrument was there', () => {
    expect(judge([limit({})], [noise('06:00', [50])], at('2026-03-02T06:09:59'))).toEqual([]);
    const late = { ...watcher, registeredAt: at('2026-03-02T21:30:00') };
    const input = { from, now: from + DAY, limits: [limit({})], reference: new Map(), sums: [noise('06:00', [50])] };
    expect(judgeDay({ ...input, watchers: [late] })).toMatchObject([{ expected: 4, judged: 1, within: 1 }]);
  });

  it('never has more within than judged, nor more judged than expected', () => {
    const windows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 143 }), fc.array(fc.integer({ min: 30, max: 110 }), { minLength: 1 })),
    );
    fc.assert(
      fc.property(windows, fc.integer({ min: 0, max: DAY }), (all, elapsed) => {
        const sums = all.map(([n, levels]) => ({ ...noise('00:00', levels), windowAt: from + n * 600_000 }));
        return judge([limit({}), limit({ code: 'n', daypart: 'night', value: 55 })], sums, from + elapsed).every(
          ({ expected, judged, within }) => within <= judged && judged <= expected,
        );
      }),
    );
  });
});

describe('a day', () => {
  it('is counted while it lasts, once it is over, and again while packets may come in late', () => {
    const end = from + DAY;
    const hour = 3_600_000;
    expect(isToCount(from, undefined, end)).toBe(true);
    expect(isToCount(from, end - 1, end - 1)).toBe(true);
    expect(isToCount(from, end, end + hour / 2)).toBe(false);
    expect(isToCount(from, end, end + hour)).toBe(true);
    expect(isToCount(from, end + hour, end + DAY)).toBe(false);
    expect(isToCount(from, end + hour, end + 2 * DAY)).toBe(true);
    expect(isToCount(from, end + 46 * DAY, end + 300 * DAY)).toBe(false);
    expect(isToCount(from, undefined, from)).toBe(false);
  });
  it('of the year comes newest first', () => {
    const days = daysOfYear(at('2026-01-01T00:00:00'), at('2027-01-01T00:00:00'), from + 1);
    expect([days[0], days.at(-1), days.length]).toEqual([from, at('2026-01-01T00:00:00'), 61]);
  });
});
