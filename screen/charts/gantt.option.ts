import type { CustomSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Instant } from '../../contracts/glossary.ts';
import type { Milestone } from '../../contracts/projects.ts';
import { formatPercent } from '../format/number.ts';
import { typeScale } from '../tokens/scale.ts';
import { monthAxis } from './axes.ts';
import { emsOf, ganttRow, ganttSpan, linesOf, type GanttRow } from './gantt.rules.ts';
import { rowShapes, todayShapes } from './gantt.shapes.ts';
import { shifted } from './months.rules.ts';
import { paletteOf, textOf, type ChartInk } from './theme.ts';

export interface GanttInput {
  readonly milestones: readonly Milestone[];
  readonly now: Instant;
  readonly ink: ChartInk;
}
const NAME_EMS = { least: 5, most: 11 };
const MONTHS_AT_MOST = 12;

/** A schedule to be read, not edited: baseline beneath, work above it, events as diamonds, today as a line with a flag. */
export function ganttOption({ milestones, now, ink }: GanttInput): EChartsCoreOption {
  const rows = milestones.map((milestone) => ganttRow(milestone, now));
  const { from, to } = ganttSpan(milestones, now);
  const label = labelsOf(rows, ink);
  return {
    animation: false,
    useUTC: true,
    grid: { left: label.width, right: 0.75 * ink.rem, top: 1.6 * ink.rem, bottom: 1.6 * ink.rem },
    xAxis: {
      ...monthAxis(from, to, ink, MONTHS_AT_MOST),
      position: 'top',
      splitLine: { show: true, lineStyle: { color: paletteOf(ink).line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((_, i) => i),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: label.axisLabel,
      splitLine: { show: true, lineStyle: { color: paletteOf(ink).line } },
    },
    series: [workSeries(rows, ink), todaySeries(now, now >= from && now <= to, rows.length, ink)],
  };
}

/** Name from the left edge, percent before the plot. A long name breaks into two lines; it is never cut. */
function labelsOf(rows: readonly GanttRow[], ink: ChartInk) {
  const palette = paletteOf(ink);
  const text = textOf(ink);
  const size = typeScale.label[ink.role] * ink.rem;
  const longest = Math.max(NAME_EMS.least, ...rows.map((row) => emsOf(row.milestone.name) + 0.5));
  const nameWidth = Math.min(longest, NAME_EMS.most) * size;
  const percentWidth = 3 * size;
  const width = nameWidth + percentWidth + 0.75 * ink.rem;
  const plain = { ...text, fontSize: size, width: nameWidth, align: 'left' as const };
  return {
    width,
    axisLabel: {
      ...text,
      align: 'left' as const,
      margin: width,
      interval: 0,
      formatter: (i: string | number) => labelText(rows[Number(i)]),
      rich: {
        open: { ...plain, color: palette.t1 },
        shut: { ...plain, color: palette.t2 },
        share: { ...text, width: percentWidth, align: 'right' as const },
        late: { ...text, color: palette.bad, width: percentWidth, align: 'right' as const },
      },
    },
  };
}

function labelText(row: GanttRow | undefined): string {
  if (row === undefined) return '';
  const { milestone, state, isLate } = row;
  const share = state === 'done' ? 1 : milestone.progress;
  const percent = formatPercent(share, 0) + (share === null ? '' : '%');
  const style = state === 'done' ? 'shut' : 'open';
  const [first, ...more] = linesOf(milestone.name, NAME_EMS.most).map((line) => `{${style}|${line}}`);
  return [`${first ?? ''}{${isLate && state !== 'done' ? 'late' : 'share'}|${percent}}`, ...more].join('\n');
}

function workSeries(rows: readonly GanttRow[], ink: ChartInk): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 3,
    encode: { x: [1, 2], y: 0 },
    data: rows.map(({ milestone }, i) => [i, shifted(milestone.plannedFrom), shifted(milestone.plannedTo)]),
    renderItem: (params, api) => {
      const row = rows[params.dataIndex];
      if (row === undefined) return null;
      const at = (instant: Instant): number => api.coord([shifted(instant), params.dataIndex])[0] ?? 0;
      const [, middle = 0] = api.coord([0, params.dataIndex]);
      return { type: 'group', children: rowShapes(row, at, middle, ink) };
    },
  };
}

function todaySeries(now: Instant, isInside: boolean, rows: number, ink: ChartInk): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    z: 5,
    data: isInside && rows > 0 ? [[shifted(now), 0]] : [],
    renderItem: (params, api) => {
      const plot = params.coordSys as unknown as { readonly y: number; readonly height: number };
      const [x = 0] = api.coord([shifted(now), 0]);
      return { type: 'group', children: todayShapes(x, plot.y, plot.height, ink) };
    },
  };
}
