import { computed, type Ref } from 'vue';
import { dayOf, type Day, type Idleness } from '../../gantt/days.rules.ts';
import type { GanttLine } from '../../gantt/lines.rules.ts';
import { drawIdle, drawRules, drawShape, drawToday, type Pen } from '../../gantt/pen.ts';
import { dayAt, type Scale } from '../../gantt/scale.rules.ts';
import {
  barBox,
  linkShapes,
  milestoneX,
  rowShapes,
  type LinkLine,
  type RowLook,
  type Shape,
} from '../../gantt/shapes.rules.ts';
import { lightColours } from '../../tokens/colours.ts';

interface ShownRow {
  readonly line: GanttLine;
  readonly row: number;
}
export interface PlotDeps {
  readonly lines: Readonly<Ref<readonly GanttLine[]>>;
  readonly links: Readonly<Ref<readonly LinkLine[]>>;
  /** Rows in sight. */
  readonly shown: Readonly<Ref<readonly ShownRow[]>>;
  readonly scale: Readonly<Ref<Scale>>;
  readonly look: Readonly<Ref<RowLook>>;
  readonly idle: Readonly<Ref<Idleness>>;
  readonly today: Readonly<Ref<Day>>;
  readonly selected: Readonly<Ref<number | null>>;
  /** From which to which row, and from which to which pixel, is drawn. */
  readonly rows: () => readonly [number, number];
  readonly seen: () => readonly [number, number];
}

/** A row laid out: what is drawn of it, and where a hand takes hold of it. */
function layOut({ line, row }: ShownRow, scale: Scale, look: RowLook) {
  const top = row * look.rowHeight;
  const lateTo = line.planned.lateFinish === null ? null : dayOf(line.planned.lateFinish);
  const box = line.span === null ? null : barBox(line.span, top, scale, look);
  const isPoint = line.task.kind === 'milestone';
  const middle = line.span === null || !isPoint ? 0 : milestoneX(line.span, scale);
  const grip = box && (isPoint ? { ...box, x: middle - 8, w: 16 } : box);
  return { line, row, grip, shapes: rowShapes(line, top, scale, look, lateTo) };
}

/** What lies on the plot of a schedule: rows and links are laid out once, and kept until the plan or its scale is another. */
export function usePlot({ lines, links, shown, scale, look, idle, today, selected, rows, seen }: PlotDeps) {
  const layBar = computed(() => {
    const known = new WeakMap<GanttLine, ReturnType<typeof layOut>>();
    const [by, how] = [scale.value, look.value];
    return (one: ShownRow) => {
      const laid = known.get(one.line) ?? layOut(one, by, how);
      known.set(one.line, laid);
      return laid;
    };
  });
  const bars = computed(() => shown.value.map(layBar.value));
  const layLink = computed(() => {
    const known = new Map<number, readonly Shape[]>();
    const [all, by, how] = [lines.value, scale.value, look.value];
    return (line: LinkLine): readonly Shape[] => {
      const shapes = known.get(line.link.id) ?? linkShapes(line, all, by, how);
      known.set(line.link.id, shapes);
      return shapes;
    };
  });
  const drawnLinks = computed(() => {
    const [first, last] = rows();
    return links.value
      .filter(({ from, to }) => Math.min(from, to) < last && Math.max(from, to) >= first)
      .map(layLink.value);
  });

  /** Everything of the plot that is in sight, from the ground up. */
  const draw = computed(() => {
    const [by, { rowHeight }, chosen] = [scale.value, look.value, selected.value];
    const [[first, last], [left, right]] = [rows(), seen()];
    const over = [first * rowHeight, Math.max(0, last - first) * rowHeight] as const;
    const days = [Math.max(by.from, dayAt(by, left)), Math.min(by.to, dayAt(by, right))] as const;
    const [drawn, all, ground, day] = [drawnLinks.value, bars.value, idle.value, today.value];
    return (pen: Pen): void => {
      drawIdle(pen, ground, by, days, over);
      drawRules(pen, by, [left, right - left], over);
      drawToday(pen, by, day, over);
      pen.fillStyle = lightColours.band;
      for (const { line, row } of all)
        if (line.task.id === chosen) pen.fillRect(left, row * rowHeight, right - left, rowHeight);
      for (const shapes of drawn) for (const shape of shapes) drawShape(pen, shape);
      for (const { shapes } of all) for (const shape of shapes) drawShape(pen, shape);
    };
  });
  return { bars, draw };
}
