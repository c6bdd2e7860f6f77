import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Instant } from '../../contracts/glossary.ts';
import type { FundsMonth } from '../../contracts/projects.ts';
import { states } from '../words/states.ts';
import { percentAxis } from './axes.ts';
import { monthName, monthStarts } from './months.rules.ts';
import { gapFill, paletteOf, textOf, type ChartInk } from './theme.ts';

export interface FundsInput {
  readonly months: readonly FundsMonth[];
  /** The whole that payments are a share of, in fen; of nothing there are no shares. */
  readonly baseFen: string;
  readonly now: Instant;
  readonly ink: ChartInk;
}

const BAR = 0.56;
const TICK = 0.8;
const NAMES_AT_MOST = 7;

/** Percent of the months drawn that is over: where the diagonal stands now. Of no months there is none. */
export function elapsedOf(months: readonly FundsMonth[], now: Instant): number | null {
  if (months.length === 0) return null;
  const over = months.map(({ startsAt, endsAt }) => Math.min(1, Math.max(0, (now - startsAt) / (endsAt - startsAt))));
  return (100 * over.reduce((sum, share) => sum + share, 0)) / months.length;
}

/** Percent of the base. A double's 15 digits are ample for what is drawn. */
export const shareOf = (fen: string | null, baseFen: string): number | null =>
  fen === null || Number(baseFen) <= 0 ? null : (100 * Number(fen)) / Number(baseFen);

const isCurrent = (month: FundsMonth, now: Instant): boolean => month.startsAt <= now && now < month.endsAt;

/**
 * Cumulative payments as bars, the funds plan as a white tick a month, time elapsed as a dashed diagonal; funds that arrived
 * as a line of steps, where finance tells of them.
 */
export function fundsOption({ months, baseFen, now, ink }: FundsInput): EChartsCoreOption {
  const { rem } = ink;
  const paid = months.map((month) => shareOf(month.paidFen, baseFen));
  const planned = months.map((month) => shareOf(month.plannedFen, baseFen));
  const arrived = months.map((month) => shareOf(month.arrivedFen, baseFen));
  const top = Math.max(100, ...[...paid, ...planned, ...arrived].map((value) => value ?? 0));
  return {
    animation: false,
    grid: { left: 2.4 * rem, right: 0.9 * rem, top: 0.6 * rem, bottom: 1.7 * rem },
    xAxis: monthCells(months, ink),
    yAxis: percentAxis(ink, top),
    series: [
      barSeries(
        paid.map((value, i) => ({ value, isNow: isCurrentAt(months, i, now) })),
        ink,
      ),
      tickSeries(planned, ink),
      elapsedSeries(months, now, ink),
      ...(arrived.some((value) => value !== null) ? [arrivedSeries(arrived, ink)] : []),
    ],
  };
}

const isCurrentAt = (months: readonly FundsMonth[], i: number, now: Instant): boolean => {
  const month = months[i];
  return month !== undefined && isCurrent(month, now);
};

/** One cell a month; names stand in the middle of theirs. */
function monthCells(months: readonly FundsMonth[], ink: ChartInk) {
  const [from, to] = [months[0]?.startsAt ?? 0, months.at(-1)?.endsAt ?? 0];
  const named = new Set(monthStarts(from, to, NAMES_AT_MOST));
  const cells = months.flatMap(({ startsAt }, i) => (named.has(startsAt) ? [i + 0.5] : []));
  return {
    type: 'value' as const,
    min: 0,
    max: Math.max(1, months.length),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      ...textOf(ink),
      hideOverlap: true,
      customValues: cells,
      formatter: (cell: number) => monthName(months[Math.floor(cell)]?.startsAt ?? from, to - from),
    },
  };
}

interface Bar {
  readonly value: number | null;
  readonly isNow: boolean;
}

function barSeries(bars: readonly Bar[], ink: ChartInk): CustomSeriesOption {
  const { acc, data3 } = paletteOf(ink);
  return {
    type: 'custom',
    silent: true,
    data: bars.flatMap(({ value, isNow }, i) => (value === null ? [] : [[i + 0.5, value, isNow ? 1 : 0]])),
    renderItem: (_, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      const [, foot = 0] = api.coord([0, 0]);
      const width = widthOf(api.size?.([1, 0]), BAR);
      return {
        type: 'rect',
        shape: { x: x - width / 2, y, width, height: foot - y, r: [ink.rem / 8, ink.rem / 8, 0, 0] },
        style: { fill: api.value(2) === 1 ? acc : data3 },
      };
    },
  };
}

const widthOf = (size: number | number[] | undefined, share: number): number =>
  (Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)) * share;

function tickSeries(planned: readonly (number | null)[], ink: ChartInk): CustomSeriesOption {
  const thickness = ink.rem / 8;
  return {
    type: 'custom',
    silent: true,
    z: 4,
    data: planned.flatMap((value, i) => (value === null ? [] : [[i + 0.5, value]])),
    renderItem: (_, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
      const width = widthOf(api.size?.([1, 0]), TICK);
      return {
        type: 'rect',
        shape: { x: x - width / 2, y: y - thickness / 2, width, height: thickness },
        style: { fill: paletteOf(ink).mark },
      };
    },
  };
}

/** A step a month, as wide as the month. */
function arrivedSeries(arrived: readonly (number | null)[], ink: ChartInk): LineSeriesOption {
  return {
    type: 'line',
    symbol: 'none',
    silent: true,
    z: 5,
    step: 'end',
    data: arrived.flatMap((value, i) =>
      value === null
        ? []
        : [
            [i, value],
            [i + 1, value],
          ],
    ),
    lineStyle: { color: paletteOf(ink).extra1, width: ink.rem / 8 },
  };
}

/** From nothing at the start to all at the end; months that are over and have no figure are hatched. */
function elapsedSeries(months: readonly FundsMonth[], now: Instant, ink: ChartInk): LineSeriesOption {
  const isSilent = ({ endsAt, paidFen }: FundsMonth): boolean => endsAt <= now && paidFen === null;
  const spans = spansOf(months.map(isSilent));
  return {
    type: 'line',
    symbol: 'none',
    silent: true,
    data: months.length === 0 ? [] : [0, months.length].map((i) => [i, i === 0 ? 0 : 100]),
    lineStyle: { color: paletteOf(ink).plan, width: ink.rem / 10, type: [ink.rem / 3, ink.rem / 4] },
    markArea: {
      silent: true,
      itemStyle: { color: gapFill(ink) },
      label: { ...textOf(ink), position: 'inside' },
      data: spans.map(([from, to]) => [{ xAxis: from, name: states.gap }, { xAxis: to }]),
    },
  };
}

/** Where a run of true begins, and where it is over. */
function spansOf(marks: readonly boolean[]): [number, number][] {
  const begins = marks.flatMap((mark, i) => (mark && marks[i - 1] !== true ? [i] : []));
  const ends = marks.flatMap((mark, i) => (mark && marks[i + 1] !== true ? [i + 1] : []));
  return begins.map((from, i) => [from, ends[i] ?? from]);
}
