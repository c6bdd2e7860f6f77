import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Instant } from '../../contracts/glossary.ts';
import type { ProjectWeek } from '../../contracts/projects.ts';
import { states } from '../words/states.ts';
import { monthAxis, percentAxis, todayLine } from './axes.ts';
import { shifted } from './months.rules.ts';
import { silencesOf, type Silence } from './silence.rules.ts';
import { gapFill, paletteOf, textOf, type ChartInk } from './theme.ts';

export interface PlanActualInput {
  readonly weeks: readonly ProjectWeek[];
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  readonly ink: ChartInk;
}
type Point = [number, number | null];

/** Within five percentage points a project counts as on plan (spec 6). */
export const TOLERANCE = 0.05;
const percent = (share: number): number => Math.round(share * 1e4) / 100;
const within = (share: number): number => Math.min(1, Math.max(0, share));

/** The S-curve: plan dashed, tolerance as a band, verified progress as a solid line that unreported weeks break. */
export function planActualOption(input: PlanActualInput): EChartsCoreOption {
  const { weeks, from, to, now, ink } = input;
  const { rem } = ink;
  return {
    animation: false,
    useUTC: true,
    grid: { left: 2.4 * rem, right: 0.9 * rem, top: 0.6 * rem, bottom: 1.7 * rem },
    xAxis: monthAxis(from, to, ink),
    yAxis: percentAxis(ink),
    series: [...bandSeries(weeks, ink), planSeries(weeks, ink), actualSeries(input, silencesOf(weeks, from, now))],
  };
}

const quiet = { type: 'line', symbol: 'none', silent: true } as const;
const pointsOf = (weeks: readonly ProjectWeek[], value: (week: ProjectWeek) => number | null): Point[] =>
  weeks.map((week): Point => [shifted(week.closesAt), value(week)]);

function bandSeries(weeks: readonly ProjectWeek[], ink: ChartInk): LineSeriesOption[] {
  const low = ({ planned }: ProjectWeek): number => within(planned - TOLERANCE);
  const span = (week: ProjectWeek): number => percent(within(week.planned + TOLERANCE) - low(week));
  const hidden = { ...quiet, stack: 'band', stackStrategy: 'all', lineStyle: { opacity: 0 } } as const;
  return [
    { ...hidden, data: pointsOf(weeks, (week) => percent(low(week))) },
    { ...hidden, data: pointsOf(weeks, span), areaStyle: { color: paletteOf(ink).tolerance } },
  ];
}

const planSeries = (weeks: readonly ProjectWeek[], ink: ChartInk): LineSeriesOption => ({
  ...quiet,
  data: pointsOf(weeks, ({ planned }) => percent(planned)),
  lineStyle: { color: paletteOf(ink).plan, width: ink.rem / 8, type: [ink.rem / 3, ink.rem / 4] },
});

function actualSeries({ weeks, from, to, now, ink }: PlanActualInput, silences: readonly Silence[]): LineSeriesOption {
  const palette = paletteOf(ink);
  const line = pointsOf(weeks, ({ progress }) => (progress === null ? null : percent(progress)));
  const last = line.findLast(([, value]) => value !== null);
  return {
    ...quiet,
    z: 4,
    data: line,
    connectNulls: false,
    lineStyle: { color: palette.acc, width: (3 * ink.rem) / 16 },
    markArea: {
      silent: true,
      itemStyle: { color: gapFill(ink) },
      label: textOf(ink),
      data: silences.map((gap) => [
        {
          xAxis: shifted(gap.from),
          name: gap.to - gap.from > (to - from) / 8 ? states.unreported : '',
          // At the foot of the last stretch stands 今日.
          label: { position: gap.to === now ? ('inside' as const) : ('insideBottom' as const) },
        },
        { xAxis: shifted(gap.to) },
      ]),
    },
    markPoint: {
      silent: true,
      symbol: 'circle',
      symbolSize: 0.6 * ink.rem,
      itemStyle: { color: palette.acc, borderColor: palette.bg, borderWidth: 2 },
      label: { show: false },
      data: last === undefined ? [] : [{ name: '', coord: [last[0], last[1] ?? 0] }],
    },
    ...(now >= from && now <= to ? { markLine: todayLine(shifted(now), ink) } : {}),
  };
}
