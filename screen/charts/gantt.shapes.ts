import type { CustomSeriesOption } from 'echarts/charts';
import type { Instant } from '../../contracts/glossary.ts';
import { chartNames } from '../words/charts.ts';
import type { GanttRow } from './gantt.rules.ts';
import { gapFill, paletteOf, textOf, type ChartInk } from './theme.ts';

/** What a custom series may return, without the group around it. */
type Item = NonNullable<ReturnType<NonNullable<CustomSeriesOption['renderItem']>>>;
interface Paint {
  readonly fill: ReturnType<typeof gapFill>;
  readonly stroke?: string;
  readonly lineWidth?: number;
}
type Place = (instant: Instant) => number;

/** Bar 12, baseline 3 beneath it, diamond 14 at 1 rem = 16 (spec 6). */
const BAR_REM = 0.75;
const BASE_REM = 3 / 16;
const DIAMOND_REM = 0.875;

/** The shapes of one row, lowest first. */
export function rowShapes(row: GanttRow, at: Place, middle: number, ink: ChartInk): Item[] {
  const { plannedFrom, plannedTo, isEvent } = row.milestone;
  if (isEvent) return [diamond(row, at, middle, ink)];
  const { plan } = paletteOf(ink);
  const foot = middle + (BAR_REM / 2 + 0.125) * ink.rem;
  const width = Math.max(2, at(plannedTo) - at(plannedFrom));
  const baseline = box(at(plannedFrom), foot, width, BASE_REM * ink.rem, { fill: plan }, 1);
  return [baseline, ...barShapes(row, at, middle - (BAR_REM / 2) * ink.rem, ink)];
}

const box = (x: number, y: number, width: number, height: number, style: Paint, r: number): Item => ({
  type: 'rect',
  shape: { x, y, width, height, r },
  style,
});

function barShapes({ milestone, state, isLate, bar }: GanttRow, at: Place, top: number, ink: ChartInk): Item[] {
  if (bar === null) return [];
  const palette = paletteOf(ink);
  const isOpen = state === 'under-way';
  const [x, height, r] = [at(bar.from), BAR_REM * ink.rem, ink.rem / 8];
  const width = Math.max(3, at(bar.to) - x);
  const rest = isOpen ? { fill: palette.accD, stroke: palette.data2, lineWidth: 1 } : { fill: palette.doneRest };
  const shapes = [box(x, top, width, height, rest, r)];
  // A share nobody reported is hatched, not empty: it is unknown, not nothing.
  const share = state === 'done' ? 1 : milestone.progress;
  if (share === null) shapes.push(box(x, top, width, height, { fill: gapFill(ink) }, r));
  else if (share > 0)
    shapes.push(box(x, top, width * share, height, { fill: isOpen ? palette.data2 : palette.done }, r));
  // The stretch past the planned end is red, as a line over its limit is.
  const planned = Math.max(x, at(milestone.plannedTo));
  if (isLate && x + width > planned) {
    const edge = { fill: palette.over, stroke: palette.bad, lineWidth: 1 };
    shapes.push(box(planned, top, x + width - planned, height, edge, r));
  }
  return shapes;
}

function diamond({ milestone, state, isLate }: GanttRow, at: Place, middle: number, ink: ChartInk): Item {
  const palette = paletteOf(ink);
  const [x, half] = [at(milestone.actualTo ?? milestone.plannedTo), (DIAMOND_REM / 2) * ink.rem];
  const edge = isLate && state !== 'done' ? palette.bad : palette.mark;
  return {
    type: 'polygon',
    shape: {
      points: [
        [x, middle - half],
        [x + half, middle],
        [x, middle + half],
        [x - half, middle],
      ],
    },
    style: { fill: state === 'done' ? edge : palette.bg, stroke: edge, lineWidth: ink.rem / 8 },
  };
}

/** The line of today through the whole plot, with its flag at the foot. */
export function todayShapes(x: number, top: number, height: number, ink: ChartInk): Item[] {
  const palette = paletteOf(ink);
  const [width, tall] = [2.75 * ink.rem, 1.25 * ink.rem];
  const foot = top + height + 0.125 * ink.rem;
  return [
    {
      type: 'line',
      shape: { x1: x, y1: top, x2: x, y2: foot },
      style: { stroke: palette.mark, lineWidth: ink.rem / 10 },
    },
    box(x - width / 2, foot, width, tall, { fill: palette.mark }, ink.rem / 8),
    {
      type: 'text',
      style: {
        ...fontOf(ink),
        x,
        y: foot + tall / 2,
        text: chartNames.today,
        fill: palette.bg,
        align: 'center',
        verticalAlign: 'middle',
      },
    },
  ];
}

function fontOf(ink: ChartInk) {
  const { fontFamily, fontSize } = textOf(ink);
  return { fontFamily, fontSize, fontWeight: 700 } as const;
}
