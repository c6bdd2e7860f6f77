import type { Link, Plan } from '../../contracts/schedules.ts';
import type { GanttLine, Span } from './lines.rules.ts';
import { xOf, type Scale } from './scale.rules.ts';

/** Names of tokens that the chart is drawn with, on paper as on the screen. */
export type Ink = 'accD' | 'data2' | 'done' | 'doneRest' | 'plan' | 'mark' | 't2' | 't3' | 'bad' | 'warn';
export type Shape =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly fill?: Ink;
      readonly edge?: Ink;
      readonly dashed?: boolean;
    }
  | {
      readonly kind: 'path';
      readonly points: readonly (readonly [number, number])[];
      readonly fill?: Ink;
      readonly edge?: Ink;
      readonly dashed?: boolean;
      readonly isThin?: boolean;
    };

/** How a row is laid out. */
export interface RowLook {
  readonly rowHeight: number;
  readonly barHeight: number;
}
/** Of a bar's height: a baseline beneath it, the bracket of a summary. */
const BASELINE = 1 / 4;
const SUMMARY = 7 / 12;
const HOOK = 6;

export interface BarBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
/** Where a bar stands: days from the left edge of the first to the right edge of the last. */
export function barBox(span: Span, top: number, scale: Scale, { rowHeight, barHeight }: RowLook): BarBox {
  const x = xOf(scale, span.from);
  return { x, y: top + (rowHeight - barHeight) / 2 - 1, w: Math.max(2, xOf(scale, span.to + 1) - x), h: barHeight };
}
/** The middle of a milestone: of the day on which it is reached. */
export const milestoneX = (span: Span, scale: Scale): number => xOf(scale, span.to) + scale.dayWidth / 2;

const diamond = (x: number, y: number, r: number): (readonly [number, number])[] => [
  [x, y - r],
  [x + r, y],
  [x, y + r],
  [x - r, y],
];

function baselineShapes(line: GanttLine, box: BarBox, scale: Scale): Shape[] {
  const { agreed, task } = line;
  if (agreed === null) return [];
  const y = box.y + box.h + 2;
  if (task.kind === 'milestone')
    return [
      {
        kind: 'path',
        points: diamond(milestoneX(agreed, scale), box.y + box.h / 2, box.h / 2),
        edge: 'plan',
        dashed: true,
      },
    ];
  const x = xOf(scale, agreed.from);
  return [{ kind: 'box', x, y, w: Math.max(2, xOf(scale, agreed.to + 1) - x), h: box.h * BASELINE, fill: 'plan' }];
}

/** What is kept, where a change is tried: an outline that nothing hides. */
const keptShapes = ({ kept, task }: GanttLine, top: number, scale: Scale, look: RowLook): Shape[] => {
  if (kept === null) return [];
  const box = barBox(kept, top, scale, look);
  if (task.kind === 'milestone')
    return [
      {
        kind: 'path',
        points: diamond(milestoneX(kept, scale), box.y + box.h / 2, box.h / 2),
        edge: 'warn',
        dashed: true,
      },
    ];
  return [{ kind: 'box', ...box, edge: 'warn', dashed: true }];
};

/** By how long it may slip: a thin line with a foot, up to the latest finish. */
function floatShapes({ planned, task }: GanttLine, box: BarBox, scale: Scale, lateTo: number | null): Shape[] {
  if (task.kind === 'summary' || planned.critical || lateTo === null || (planned.totalFloat ?? 0) <= 0) return [];
  const [from, to, y] = [box.x + box.w, xOf(scale, lateTo + 1), box.y + box.h / 2];
  if (to - from < 2) return [];
  return [
    {
      kind: 'path',
      points: [
        [from, y],
        [to, y],
      ],
      edge: 'plan',
      isThin: true,
    },
    {
      kind: 'path',
      points: [
        [to, y - 3],
        [to, y + 3],
      ],
      edge: 'plan',
      isThin: true,
    },
  ];
}

function workShapes(line: GanttLine, box: BarBox): Shape[] {
  const { task, planned } = line;
  const share = Number(planned.progress) / 100;
  if (task.kind === 'summary') {
    const { x, y, w, h } = box;
    const [top, foot] = [y + 1, y + 1 + h * SUMMARY];
    const bracket: [number, number][] = [
      ...([
        [x, top],
        [x + w, top],
        [x + w, foot + h / 4],
        [x + w - Math.min(5, w / 2), foot],
      ] as [number, number][]),
      ...([
        [x + Math.min(5, w / 2), foot],
        [x, foot + h / 4],
      ] as [number, number][]),
    ];
    return [{ kind: 'path', points: bracket, fill: planned.critical ? 'data2' : 't2' }];
  }
  const [rest, done] = planned.critical ? (['accD', 'data2'] as const) : (['doneRest', 'done'] as const);
  const body: Shape = { kind: 'box', ...box, fill: rest, edge: planned.critical ? 'data2' : 'done' };
  return share > 0 ? [body, { kind: 'box', ...box, w: box.w * share, fill: done }] : [body];
}

/** A row of the chart: what was agreed beneath, the work, its float, what is kept behind a change. */
export function rowShapes(line: GanttLine, top: number, scale: Scale, look: RowLook, lateTo: number | null): Shape[] {
  const { span, task, planned } = line;
  if (span === null) return keptShapes(line, top, scale, look);
  const box = barBox(span, top, scale, look);
  const under = baselineShapes(line, box, scale);
  if (task.kind === 'milestone') {
    const [x, y] = [milestoneX(span, scale), box.y + box.h / 2];
    const isDone = planned.state === 'done';
    const ink: Ink = planned.critical ? 'data2' : isDone ? 'done' : 'mark';
    const shape: Shape = { kind: 'path', points: diamond(x, y, box.h / 2 + 1), fill: ink, edge: ink };
    return [
      ...under,
      ...floatShapes(line, { ...box, x, w: 7 }, scale, lateTo),
      shape,
      ...keptShapes(line, top, scale, look),
    ];
  }
  return [
    ...under,
    ...floatShapes(line, box, scale, lateTo),
    ...workShapes(line, box),
    ...keptShapes(line, top, scale, look),
  ];
}

/** A link between two rows that are both open. */
export interface LinkLine {
  readonly link: Link;
  readonly from: number;
  readonly to: number;
  readonly isCritical: boolean;
}
export function linkLines(links: readonly Link[], lines: readonly GanttLine[], plan: Plan): LinkLine[] {
  const places = new Map(lines.map(({ task }, at) => [task.id, at]));
  const driving = new Set(plan.tasks.flatMap((task) => (task.critical ? task.drivingLinkIds : [])));
  const critical = new Set(plan.tasks.flatMap(({ taskId, critical: is }) => (is ? [taskId] : [])));
  return links.flatMap((link) => {
    const [from, to] = [places.get(link.fromId), places.get(link.toId)];
    if (from === undefined || to === undefined) return [];
    return [{ link, from, to, isCritical: driving.has(link.id) && critical.has(link.fromId) }];
  });
}

const sideX = (line: GanttLine, side: 'start' | 'finish', scale: Scale): number | null => {
  if (line.span === null) return null;
  if (line.task.kind === 'milestone') return milestoneX(line.span, scale) + (side === 'start' ? -7 : 7);
  return side === 'start' ? xOf(scale, line.span.from) : xOf(scale, line.span.to + 1);
};
const HEAD = 4;

/** From the side that a link speaks of to the other, square, with a head; a way back goes between the rows. */
export function linkShapes(
  { link, from, to, isCritical }: LinkLine,
  lines: readonly GanttLine[],
  scale: Scale,
  look: RowLook,
): Shape[] {
  const [source, target] = [lines[from], lines[to]];
  if (source === undefined || target === undefined) return [];
  const [fromSide, toSide] = [
    link.type[0] === 'F' ? 'finish' : 'start',
    link.type[1] === 'F' ? 'finish' : 'start',
  ] as const;
  const [x1, x2] = [sideX(source, fromSide, scale), sideX(target, toSide, scale)];
  if (x1 === null || x2 === null) return [];
  const middle = (row: number): number => row * look.rowHeight + look.rowHeight / 2 - 1;
  const [y1, y2] = [middle(from), middle(to)];
  const [out, into] = [fromSide === 'finish' ? 1 : -1, toSide === 'start' ? -1 : 1];
  const [a, b] = [x1 + out * HOOK, x2 + into * HOOK];
  const between = y1 + (y2 > y1 ? 1 : -1) * (look.rowHeight / 2);
  const isStraight = out === into || (out === 1 && into === -1 && x2 - x1 >= HOOK + 2);
  const turn = out === into ? (out === 1 ? Math.max(a, b) : Math.min(a, b)) : Math.min(a, (x1 + x2) / 2);
  const points: [number, number][] = isStraight
    ? [
        [x1, y1],
        [turn, y1],
        [turn, y2],
        [x2, y2],
      ]
    : [
        [x1, y1],
        [a, y1],
        [a, between],
        [b, between],
        [b, y2],
        [x2, y2],
      ];
  const ink: Ink = isCritical ? 'data2' : 't3';
  const head: [number, number][] = [
    [x2, y2],
    [x2 + into * HEAD * 1.5, y2 - HEAD],
    [x2 + into * HEAD * 1.5, y2 + HEAD],
  ];
  return [
    { kind: 'path', points, edge: ink, isThin: !isCritical },
    { kind: 'path', points: head, fill: ink },
  ];
}
