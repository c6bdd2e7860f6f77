import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber } from '../format/number.ts';
import { paletteOf, textOf, type ChartInk } from './theme.ts';

/** One group's scores, period by period; null where there is none. `chosen` stands out, `whole` is the district. */
export interface ScoreLine {
  readonly name: string;
  readonly figures: readonly (string | null)[];
  readonly role: 'chosen' | 'whole' | 'other';
}
export interface GroupScoresInput {
  readonly periods: readonly string[];
  readonly lines: readonly ScoreLine[];
  readonly ink: ChartInk;
}

/** Where the axis begins: a little below the lowest score, so that small differences are seen; the axis says so. */
export function scoreAxisStart(lines: readonly ScoreLine[]): number {
  const known = lines.flatMap(({ figures }) => figures.flatMap((text) => (text === null ? [] : [Number(text)])));
  return known.length === 0 ? 0 : Math.max(0, Math.floor((Math.min(...known) - 5) / 10) * 10);
}

/** Scores over time: the chosen group strong, the district dashed, all others thin behind them. */
export function groupScoresOption({ periods, lines, ink }: GroupScoresInput): EChartsCoreOption {
  const { rem } = ink;
  return {
    animation: false,
    grid: { left: 2.6 * rem, right: 1.2 * rem, top: 0.75 * rem, bottom: 1.7 * rem },
    xAxis: {
      type: 'category',
      data: periods,
      axisLine: { lineStyle: { color: paletteOf(ink).line2 } },
      axisTick: { show: false },
      axisLabel: { ...textOf(ink), hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: scoreAxisStart(lines),
      max: 100,
      axisLabel: { ...textOf(ink), formatter: (value: number) => formatNumber(value) },
      splitLine: { lineStyle: { color: paletteOf(ink).line } },
    },
    series: lines.map((line) => lineSeries(line, ink)),
  };
}

function lineSeries({ name, figures, role }: ScoreLine, ink: ChartInk): LineSeriesOption {
  const { acc, mark, plan } = paletteOf(ink);
  const { rem } = ink;
  const looks = {
    chosen: { z: 5, colour: acc, width: (3 * rem) / 16, dot: rem / 2, dash: 'solid' as const },
    whole: { z: 4, colour: mark, width: rem / 8, dot: rem / 4, dash: [rem / 3, rem / 4] },
    other: { z: 2, colour: plan, width: rem / 16, dot: rem / 6, dash: 'solid' as const },
  }[role];
  return {
    ...{ type: 'line', name, z: looks.z, silent: true, connectNulls: false, symbol: 'circle', symbolSize: looks.dot },
    data: figures.map((text) => (text === null ? null : Number(text))),
    itemStyle: { color: looks.colour },
    lineStyle: { color: looks.colour, width: looks.width, type: looks.dash },
  };
}
