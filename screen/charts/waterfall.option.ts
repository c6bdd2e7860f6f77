import type { CustomSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber, MINUS } from '../format/number.ts';
import { paletteOf, textOf, type ChartInk } from './theme.ts';
import type { WaterfallStep } from './waterfall.rules.ts';

const BAR = 0.62;
/** Room for the names of indicators, and for the figure at the end of a bar, in rem. */
const NAMES_REM = 11;
const FIGURES_REM = 4;

/** 100.00, −3.21: a step as its bar and its row in the text twin say it. */
export const figureOf = ({ from, to, bar }: WaterfallStep): string =>
  bar === null ? formatNumber(to, 2) : `${MINUS}${formatNumber(to - from, 2)}`;

/** Where the axis begins: a little left of the lowest step, so that small losses are seen; the picture says so. */
export function axisStart(steps: readonly WaterfallStep[]): number {
  const lowest = Math.min(...steps.map(({ bar, from, to }) => (bar === null ? to : from)));
  return Math.max(0, Math.floor((lowest - 5) / 10) * 10);
}

/** Steps from 100 to the score, from top to bottom. */
export function waterfallOption({
  steps,
  ink,
}: {
  readonly steps: readonly WaterfallStep[];
  readonly ink: ChartInk;
}): EChartsCoreOption {
  const { rem } = ink;
  const start = axisStart(steps);
  return {
    animation: false,
    grid: { left: NAMES_REM * rem, right: FIGURES_REM * rem, top: 0.25 * rem, bottom: 1.6 * rem },
    xAxis: {
      type: 'value',
      min: start,
      max: 100,
      axisLabel: { ...textOf(ink), formatter: (value: number) => formatNumber(value) },
      splitLine: { lineStyle: { color: paletteOf(ink).line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...textOf(ink, paletteOf(ink).t2), width: (NAMES_REM - 1) * rem, overflow: 'truncate', interval: 0 },
    },
    series: [barSeries(steps, start, ink)],
  };
}

function barSeries(steps: readonly WaterfallStep[], start: number, ink: ChartInk): CustomSeriesOption {
  const { acc, bad, t1 } = paletteOf(ink);
  return {
    type: 'custom',
    data: steps.map(({ from, to, bar }, row) => [Math.max(from, start), to, row, bar === null ? 0 : 1]),
    encode: { x: [0, 1], y: 2 },
    renderItem: (params, api) => {
      const row = Number(api.value(2));
      const [left = 0, middle = 0] = api.coord([api.value(0), row]);
      const [right = 0] = api.coord([api.value(1), row]);
      const size = api.size?.([0, 1]);
      const height = BAR * (Array.isArray(size) ? (size[1] ?? 0) : 0);
      const step = steps[params.dataIndex];
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: { x: left, y: middle - height / 2, width: Math.max(1, right - left), height },
            style: { fill: api.value(3) === 0 ? acc : bad },
          },
          {
            type: 'text',
            style: {
              ...textOf(ink, t1),
              fill: t1,
              text: step === undefined ? '' : figureOf(step),
              x: right + ink.rem / 3,
              y: middle,
              verticalAlign: 'middle',
            },
          },
        ],
      };
    },
  };
}
