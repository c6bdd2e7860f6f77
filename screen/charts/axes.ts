import type { Instant } from '../../contracts/glossary.ts';
import { chartNames } from '../words/charts.ts';
import { monthName, monthStarts, SHIFT_MS, shifted } from './months.rules.ts';
import { paletteOf, textOf, type ChartInk } from './theme.ts';

const NAMES_AT_MOST = 7;

/** Axes that several charts of projects share: months along the foot, percent up the side, and today's line. */
export function monthAxis(from: Instant, to: Instant, ink: ChartInk, most = NAMES_AT_MOST) {
  const at = monthStarts(from, to, most).map(shifted);
  return {
    type: 'time' as const,
    min: shifted(from),
    max: shifted(to),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      ...textOf(ink),
      hideOverlap: true,
      customValues: at,
      formatter: (value: number) => monthName(value - SHIFT_MS, to - from),
    },
  };
}

/** 0 to 100 in quarters; further up in quarters where more than the whole was spent. */
export function percentAxis(ink: ChartInk, top = 100) {
  return {
    type: 'value' as const,
    min: 0,
    max: Math.max(100, Math.ceil(top / 25) * 25),
    interval: 25,
    axisLabel: { ...textOf(ink), hideOverlap: true },
    splitLine: { lineStyle: { color: paletteOf(ink).line } },
  };
}

/** 今日, left of its line, at the foot of the plot. */
export function todayLine(x: number, ink: ChartInk) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: paletteOf(ink).today, width: 1, type: 'solid' as const },
    label: {
      ...textOf(ink, paletteOf(ink).t2),
      formatter: chartNames.today,
      position: 'insideStartTop' as const,
      rotate: 0,
      align: 'right' as const,
      // ECharts sets the text on the line itself; the room to its right moves it beside.
      padding: [0, 0.5 * ink.rem, 0.25 * ink.rem, 0],
    },
    data: [{ xAxis: x }],
  };
}
