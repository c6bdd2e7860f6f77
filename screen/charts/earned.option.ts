import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { EarnedPoint } from '../../contracts/earnedValue.ts';
import type { Instant } from '../../contracts/glossary.ts';
import { DASH, formatWan } from '../format/number.ts';
import { dateText } from '../format/time.ts';
import { earnedWords as words } from '../words/earned.ts';
import { monthAxis, todayLine } from './axes.ts';
import type { ChartSign } from './keys.ts';
import { shifted } from './months.rules.ts';
import { paletteOf, textOf, type ChartInk } from './theme.ts';
import type { ChartTwin } from './twin.ts';

export interface EarnedInput {
  readonly points: readonly EarnedPoint[];
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  readonly ink: ChartInk;
}

const FEN_PER_WAN = 1_000_000;
/** What is drawn; a double's 15 digits are ample. */
const wan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / FEN_PER_WAN);

/** PV dashed, EV and AC solid: three sums over the weeks of the plan. What nobody reported is a gap, not a zero. */
export function earnedOption({ points, from, to, now, ink }: EarnedInput): EChartsCoreOption {
  const palette = paletteOf(ink);
  const { rem } = ink;
  const line = (value: (point: EarnedPoint) => string | null, style: LineSeriesOption): LineSeriesOption => ({
    ...{ type: 'line', symbol: 'none', silent: true, connectNulls: true },
    data: points.map((point) => [shifted(point.at), wan(value(point))]),
    ...style,
  });
  return {
    animation: false,
    useUTC: true,
    grid: { left: 3.6 * rem, right: 0.9 * rem, top: 0.6 * rem, bottom: 1.7 * rem },
    xAxis: monthAxis(from, to, ink),
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: textOf(ink),
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      line((point) => point.plannedFen, {
        lineStyle: { color: palette.plan, width: rem / 8, type: [rem / 3, rem / 4] },
        ...(now >= from && now <= to ? { markLine: todayLine(shifted(now), ink) } : {}),
      }),
      line((point) => point.earnedFen, { z: 4, lineStyle: { color: palette.acc, width: (3 * rem) / 16 } }),
      line((point) => point.paidFen, { z: 3, lineStyle: { color: palette.extra1, width: rem / 8 } }),
    ],
  };
}

export const earnedKeys: readonly ChartSign[] = [
  { name: words.planned, kind: 'dash', colour: 'plan' },
  { name: words.earned, kind: 'line', colour: 'acc' },
  { name: words.paid, kind: 'line', colour: 'extra1' },
];

/** The same as a table, newest week first. */
export const earnedTwin = (points: readonly EarnedPoint[]): ChartTwin => ({
  columns: [words.week, words.planned, words.earned, words.paid],
  rows: points
    .toReversed()
    .map(({ at, plannedFen, earnedFen, paidFen }) => [
      dateText(at),
      ...[plannedFen, earnedFen, paidFen].map((fen) => (fen === null ? DASH : formatWan(fen))),
    ]),
});
