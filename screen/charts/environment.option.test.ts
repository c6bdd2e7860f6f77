import { describe, expect, it } from 'vitest';
import type { LineSeriesOption } from 'echarts/charts';
import type { Curve } from '../../contracts/history.ts';
import type { Limit } from '../../contracts/limits.ts';
import { colours } from '../tokens/colours.ts';
import { environmentOption } from './environment.option.ts';

const HOUR = 3_600_000;
const to = Date.parse('2026-11-23T12:00:00+08:00');
const from = to - 24 * HOUR;
const curveOf = (values: (number | null)[]): Curve => {
  const kept = values.flatMap((value, i) => (value === null ? [] : [{ value, at: from + i * HOUR }]));
  const column = (shift: number): number[] => kept.map((p) => p.value + shift);
  return {
    metric: 'noise',
    unit: 'dB(A)',
    from,
    to,
    bucketMs: HOUR,
    source: 'h1',
    at: kept.map((p) => p.at),
    mean: column(0),
    min: column(-3),
    max: column(3),
    count: kept.map(() => 60),
  };
};
const limitOf = (daypart: 'day' | 'night', value: number): Limit => ({
  code: daypart,
  metric: 'noise',
  value,
  windowMinutes: 60,
  daypart,
  basis: 'absolute',
  label: daypart,
  source: 'GB 12523-2025',
  effectiveFrom: 0,
  effectiveTo: null,
});
const seriesOf = (curve: Curve): LineSeriesOption[] =>
  environmentOption({
    curve,
    limits: [limitOf('day', 70), limitOf('night', 55)],
    range: 'day',
    ink: { rem: 16, role: 'wall', hatch: null },
  })['series'] as LineSeriesOption[];
const valuesOf = (series: LineSeriesOption | undefined): unknown[] =>
  (series?.data ?? []).map((point) => (point as [number, number | null])[1]);

describe('environment curve', () => {
  const whole = Array.from({ length: 24 }, () => 60);
  it.each([
    ['normal', whole.map((_, i) => 48 + (i % 4))],
    ['empty', []],
    ['stale', whole.map((v, i) => (i > 12 ? null : v))],
    ['over limit', whole.map((v) => v + 15)],
  ])('is drawn as it was: %s', (_, values) => expect(seriesOf(curveOf(values))).toMatchSnapshot());
  it('names its limits at the right where a low plot has a word at its left', () => {
    const namedAt = (values: (number | null)[], isLow: boolean) => {
      const limits = [limitOf('day', 70)];
      const option = environmentOption({
        curve: curveOf(values),
        limits,
        range: 'day',
        ink: { rem: 16, role: 'wall', hatch: null },
        isLow,
      });
      const series = (option['series'] as LineSeriesOption[]).filter(
        ({ markPoint }) => markPoint?.label?.show === true,
      );
      return series.map(({ markPoint }) => markPoint?.label?.position);
    };
    const late = whole.map((v, i) => (i < 10 ? null : v));
    expect([namedAt(late, true), namedAt(late, false), namedAt(whole, true)]).toEqual([['left'], ['right'], ['right']]);
  });
  it('leaves the hours to the chart beneath', () => {
    const axisOf = (isUpper: boolean) => {
      const ink = { rem: 16, role: 'wall', hatch: null } as const;
      const option = environmentOption({ curve: curveOf(whole), limits: [], range: 'day', ink, isUpper });
      return [option['xAxis'], option['grid']];
    };
    expect(axisOf(true)).toMatchObject([{ axisLabel: { show: false } }, { bottom: 8 }]);
    expect(axisOf(false)).toMatchObject([{ axisLabel: { show: true } }, { bottom: 1.7 * 16 }]);
  });
  it('breaks the line in a gap and hatches it', () => {
    const series = seriesOf(curveOf(whole.map((v, i) => (i > 8 && i < 14 ? null : v))));
    expect(valuesOf(series[2])).toContain(null);
    expect(series[2]?.markArea?.data).toHaveLength(1);
  });
  it('says what is missing in the middle of the stretch, on a ground that no line goes through', () => {
    const late = curveOf(whole.map((v, i) => (i < 10 ? null : v)));
    const words = seriesOf(late).at(-1) as unknown as {
      data: [number][];
      renderItem: (params: unknown, api: unknown) => { style: Record<string, unknown> };
    };
    expect(words.data).toEqual([[from + 5 * HOUR + 8 * HOUR]]);
    const api = { value: () => words.data[0]?.[0], coord: () => [90, 0] };
    const drawn = words.renderItem({ dataIndex: 0, coordSys: { y: 10, height: 40 } }, api);
    expect(drawn.style).toMatchObject({
      text: '此前无数据',
      x: 90,
      y: 48,
      align: 'center',
      backgroundColor: colours.s1,
    });
  });
  it('draws no break where nothing is missing', () =>
    expect(valuesOf(seriesOf(curveOf(whole))[2])).not.toContain(null));
  it('keeps the spread of every bucket', () => {
    const [low, spread] = seriesOf(curveOf(whole));
    expect(valuesOf(low)).toEqual(whole.map(() => 57));
    expect(valuesOf(spread)).toEqual(whole.map(() => 6));
  });
  it('turns red only above the limit of the hour', () => {
    // 60 dB(A) is above the night limit of 55 and below the day limit of 70.
    const over = valuesOf(seriesOf(curveOf(whole))[3]);
    expect(over.filter((v) => v !== null)).toHaveLength(8);
  });
  it('compares a whole day with neither limit', () => {
    const daily = { ...curveOf(whole), bucketMs: 24 * HOUR };
    expect(valuesOf(seriesOf(daily)[3]).filter((v) => v !== null)).toEqual([]);
  });
  it('draws a dashed line for each limit', () => {
    const lines = seriesOf(curveOf(whole)).slice(4, 6);
    expect(lines.map((l) => l.lineStyle)).toEqual(
      lines.map(() => expect.objectContaining({ type: 'dashed', color: colours.bad }) as unknown),
    );
    expect(lines).toHaveLength(2);
  });
  it('fills what is over down to the limit of the hour', () => {
    const [foot, excess] = seriesOf(curveOf(whole)).slice(6, 8);
    expect(new Set(valuesOf(foot))).toEqual(new Set([55, null]));
    expect(new Set(valuesOf(excess))).toEqual(new Set([5, null]));
    expect(excess?.areaStyle).toEqual({ color: colours.over });
  });
});
