import { lightColours } from '../tokens/colours.ts';
import { idleSpans, type Day, type Idleness } from './days.rules.ts';
import { ticksOf, xOf, type Scale } from './scale.rules.ts';
import type { Shape } from './shapes.rules.ts';

/** Plans are drawn with a pen in the office, on its page as in a picture: always in the light theme. */
export type Pen = CanvasRenderingContext2D;

/** Corners of what is high enough to show them. */
const [ROUND, ROUND_FROM] = [2, 4];

export function drawShape(pen: Pen, shape: Shape): void {
  pen.setLineDash(shape.dashed === true ? [4, 3] : []);
  pen.lineWidth = shape.kind === 'path' && shape.isThin === true ? 1 : 1.5;
  pen.beginPath();
  if (shape.kind === 'box')
    pen.roundRect(shape.x, shape.y, Math.max(0, shape.w), shape.h, shape.h > ROUND_FROM ? ROUND : 0);
  else {
    shape.points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
    if (shape.fill !== undefined) pen.closePath();
  }
  if (shape.fill !== undefined) {
    pen.fillStyle = lightColours[shape.fill];
    pen.fill();
  }
  if (shape.edge !== undefined) {
    pen.strokeStyle = lightColours[shape.edge];
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** Days that are not worked, and stops, over a height. */
export function drawIdle(
  pen: Pen,
  idle: Idleness,
  scale: Scale,
  days: readonly [Day, Day],
  [top, height]: Sides,
): void {
  /** Single days off are too fine to be told apart below this. */
  const dayRoom = 4;
  for (const { kind, from, to } of idleSpans(idle, ...days)) {
    if (kind === 'off' && scale.dayWidth < dayRoom && to - from <= 1) continue;
    pen.fillStyle = kind === 'stop' ? lightColours.over : lightColours.tolerance;
    pen.fillRect(xOf(scale, from), top, (to - from + 1) * scale.dayWidth, height);
  }
}
/** Where something begins, and how long it is. */
export type Sides = readonly [number, number];

/** The upper names' lines through the plot. */
export function drawRules(pen: Pen, scale: Scale, [left, width]: Sides, [top, height]: Sides): void {
  pen.fillStyle = lightColours.line;
  for (const { x } of ticksOf(scale).upper) if (x >= left && x <= left + width) pen.fillRect(x - 0.5, top, 1, height);
}

export function drawToday(pen: Pen, scale: Scale, today: Day, [top, height]: Sides): void {
  pen.fillStyle = lightColours.today;
  pen.fillRect(xOf(scale, today) + scale.dayWidth / 2 - 1, top, 2, height);
}
