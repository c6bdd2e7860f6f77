import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Curve } from '../../contracts/history.ts';
import type { Limit } from '../../contracts/limits.ts';
import { DAY_MS, hourMinute, HOUR_MS, shortDate, startOfDay } from '../format/time.ts';
import { colours } from '../tokens/colours.ts';
import { states } from '../words/states.ts';
import { chartWords } from '../words/wall.ts';
import { gapsOf, limitAt, rangeMs, type RangeKey } from './curve.rules.ts';
import { paletteOf, textOf, type ChartInk } from './theme.ts';

/** Below this height, in rem, a plot has room for three numbers at its side. */
export const LOW_PLOT_REM = 8;

export interface EnvironmentInput {
  readonly curve: Curve;
  /** Limits that may be drawn: absolute, in force. */
  readonly limits: readonly Limit[];
  readonly range: RangeKey;
  readonly ink: ChartInk;
  /** A low plot: fewer lines across, less room above. */
  readonly isLow?: boolean;
  /** The hours are named by the chart beneath, which shows the same ones. */
  readonly isUpper?: boolean;
}

/** ECharts lays out time in UTC or in the browser's zone; moved by eight hours, UTC reads as Shanghai. */
const SHIFT_MS = 8 * HOUR_MS;
const x = (at: number): number => at + SHIFT_MS;
type Point = [number, number | null];
const marked = (at: number, value: number) => ({ name: '', coord: [at, value] });

/** A limit far above everything measured would flatten the curve: it is then named beside the chart instead. */
export function limitsInside(curve: Curve, limits: readonly Limit[]): Limit[] {
  const top = Math.max(...curve.max.map((v) => v ?? -Infinity));
  return limits.filter((limit) => limit.value <= 2 * top);
}

export function environmentOption(input: EnvironmentInput): EChartsCoreOption {
  const { curve, range, ink } = input;
  const limits = limitsInside(curve, input.limits);
  const text = textOf(ink);
  return {
    animation: false,
    useUTC: true,
    grid: {
      left: 2.6 * ink.rem,
      right: 1.2 * ink.rem,
      top: (input.isLow === true ? 0.5 : 1.1) * ink.rem,
      bottom: (input.isUpper === true ? 0.5 : 1.7) * ink.rem,
    },
    xAxis: {
      type: 'time',
      min: x(curve.to - rangeMs[range]),
      max: x(curve.to),
      splitNumber: 6,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...text,
        show: input.isUpper !== true,
        hideOverlap: true,
        formatter: (at: number) => tickText(at - SHIFT_MS, range),
      },
    },
    yAxis: {
      type: 'value',
      scale: curve.metric === 'noise' || curve.metric === 'temperature' || curve.metric === 'pressure',
      // Headroom, so that a limit at the top has its name inside the plot.
      boundaryGap: [0, '8%'],
      splitNumber: input.isLow === true ? 2 : 3,
      axisLabel: { ...text, hideOverlap: true },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [
      ...bandSeries(curve),
      meanSeries(input),
      overSeries(curve, limits),
      ...limitSeries(curve, limits, input),
      ...overArea(curve, limits),
      gapWords(input),
    ],
  };
}

const tickText = (at: number, range: RangeKey): string =>
  range === 'day' ? hourMinute(at) : range === 'week' && startOfDay(at) !== at ? '' : shortDate(at);

/** Columns as points, with an empty one in every gap so that no line bridges it. */
function pointsOf(curve: Curve, value: (i: number) => number | null): Point[] {
  const breaks = gapsOf(curve).map((gap): Point => [x((gap.from + gap.to) / 2), null]);
  const points = curve.at.map((at, i): Point => [x(at + curve.bucketMs / 2), value(i)]);
  return [...points, ...breaks].sort((a, b) => a[0] - b[0]);
}

function bandSeries(curve: Curve): LineSeriesOption[] {
  const quiet = { type: 'line', symbol: 'none', stack: 'band', stackStrategy: 'all', silent: true } as const;
  const span = (i: number): number | null => {
    const [low, high] = [curve.min[i] ?? null, curve.max[i] ?? null];
    return low === null || high === null ? null : high - low;
  };
  return [
    { ...quiet, data: pointsOf(curve, (i) => curve.min[i] ?? null), lineStyle: { opacity: 0 } },
    { ...quiet, data: pointsOf(curve, span), lineStyle: { opacity: 0 }, areaStyle: { color: colours.band } },
  ];
}

function meanSeries({ curve, ink }: EnvironmentInput): LineSeriesOption {
  const fill = ink.hatch === null ? colours.tolerance : { image: ink.hatch, repeat: 'repeat' as const };
  const last = curve.at.length - 1;
  const end = curve.at[last];
  return {
    type: 'line',
    symbol: 'none',
    silent: true,
    data: pointsOf(curve, (i) => curve.mean[i] ?? null),
    lineStyle: { color: colours.acc, width: ink.rem / 8 },
    markArea: {
      silent: true,
      itemStyle: { color: fill },
      label: { show: false },
      data: gapsOf(curve).map((gap) => [{ xAxis: x(gap.from) }, { xAxis: x(gap.to) }]),
    },
    markPoint: {
      silent: true,
      symbol: 'circle',
      symbolSize: ink.rem * 0.5,
      itemStyle: { color: colours.acc, borderColor: colours.bg, borderWidth: 2 },
      label: { show: false },
      data: end === undefined ? [] : [marked(x(end + curve.bucketMs / 2), curve.mean[last] ?? 0)],
    },
  };
}
/**
 * What a hatched stretch is, in its middle at the foot of the plot, on a ground of its own: in a low plot the line of a
 * limit passes there, and no line goes through a word.
 */
function gapWords({ curve, ink }: EnvironmentInput): CustomSeriesOption {
  const gaps = gapsOf(curve).filter((gap) => gap.to - gap.from > rangeShare(curve));
  const { color: fill, ...font } = textOf(ink);
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: gaps.map((gap) => [x((gap.from + gap.to) / 2)]),
    encode: { x: 0 },
    renderItem: ({ coordSys, dataIndex }, api) => {
      const { y = 0, height = 0 } = coordSys as { y?: number; height?: number };
      const [middle = 0] = api.coord([api.value(0), 0]);
      const kind = gaps[dataIndex]?.kind ?? 'gap';
      const ground = { backgroundColor: paletteOf(ink).s1, padding: [0, ink.rem / 4], borderRadius: ink.rem / 8 };
      const at = { x: middle, y: y + height - ink.rem / 8, align: 'center', verticalAlign: 'bottom' } as const;
      return { type: 'text', style: { ...font, ...ground, ...at, fill, text: states[kind] } };
    },
  };
}
/** Hatched stretches narrower than a tenth of the plot carry no word: it would not fit. */
const rangeShare = (curve: Curve): number => (curve.to - curve.from) / 10;

/**
 * Red only where the limit of the hour can be told: a bucket of a day holds both day and night and is compared with
 * neither.
 */
const tellable = (curve: Curve, all: readonly Limit[]): readonly Limit[] =>
  curve.bucketMs <= HOUR_MS ? all : all.filter((limit) => limit.daypart === 'all');

/** Mean and limit of a bucket that is over; null elsewhere. */
function overAt(curve: Curve, limits: readonly Limit[], i: number): { mean: number; limit: number } | null {
  const [mean, limit] = [curve.mean[i] ?? null, limitAt(limits, curve.at[i] ?? 0)];
  return mean !== null && limit !== null && mean > limit ? { mean, limit } : null;
}

function overSeries(curve: Curve, all: readonly Limit[]): LineSeriesOption {
  const limits = tellable(curve, all);
  return {
    type: 'line',
    symbol: 'none',
    silent: true,
    data: pointsOf(curve, (i) => overAt(curve, limits, i)?.mean ?? null),
    lineStyle: { color: colours.bad, width: 2.6 },
    z: 4,
  };
}

/** What is over, filled down to the limit (spec 6): the limit as the hidden foot of a stack, the excess upon it. */
function overArea(curve: Curve, all: readonly Limit[]): LineSeriesOption[] {
  const limits = tellable(curve, all);
  const quiet = { type: 'line', symbol: 'none', stack: 'over', stackStrategy: 'all', silent: true } as const;
  const excess = (i: number): number | null => {
    const over = overAt(curve, limits, i);
    return over === null ? null : over.mean - over.limit;
  };
  return [
    { ...quiet, data: pointsOf(curve, (i) => overAt(curve, limits, i)?.limit ?? null), lineStyle: { opacity: 0 } },
    { ...quiet, data: pointsOf(curve, excess), lineStyle: { opacity: 0 }, areaStyle: { color: colours.over } },
  ];
}

/** One dashed line a limit. Day and night limits step with the hour; beyond a week the steps are a comb, so they run through. */
function limitSeries(curve: Curve, limits: readonly Limit[], input: EnvironmentInput): LineSeriesOption[] {
  const { range, ink } = input;
  // In a low plot the word of the stretch before the first reading stands at the same height: the names go to the right.
  const isAtEnd =
    input.isLow === true && gapsOf(curve).some((gap) => gap.kind === 'before' && gap.to - gap.from > rangeShare(curve));
  const start = curve.to - rangeMs[range];
  const mayStep = range === 'day' || range === 'week';
  return limits.map((limit) => {
    const name = `${chartWords.limit[limit.daypart]} ${limit.value}`;
    const data: Point[] = mayStep
      ? stepPoints(limit, start, curve.to)
      : [
          [x(start), limit.value],
          [x(curve.to), limit.value],
        ];
    const inside = data.filter(([at, value]) => value !== null && at >= x(start));
    const named = (isAtEnd ? inside.at(-1) : inside[0]) ?? data[0];
    return {
      type: 'line',
      symbol: 'none',
      silent: true,
      data,
      lineStyle: { color: colours.bad, type: 'dashed', width: ink.rem / 10 },
      markPoint: {
        silent: true,
        symbol: 'circle',
        symbolSize: 0.1,
        label: {
          ...textOf(ink, colours.bad),
          show: true,
          formatter: name,
          position: isAtEnd ? 'left' : 'right',
          offset: [0, -0.6 * ink.rem],
        },
        data: named === undefined ? [] : [marked(named[0], limit.value)],
      },
    };
  });
}

/** The hours a limit holds, as separate strokes. */
function stepPoints(limit: Limit, from: number, to: number): Point[] {
  if (limit.daypart === 'all')
    return [
      [x(from), limit.value],
      [x(to), limit.value],
    ];
  const [opens, closes] = limit.daypart === 'day' ? [6, 22] : [22, 30];
  const points: Point[] = [];
  for (let day = startOfDay(from) - DAY_MS; day < to; day += DAY_MS) {
    const begin = Math.max(from, day + opens * HOUR_MS);
    const end = Math.min(to, day + closes * HOUR_MS);
    if (begin < end) points.push([x(begin), limit.value], [x(end), limit.value], [x(end) + 1, null]);
  }
  return points;
}
