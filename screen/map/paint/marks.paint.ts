import { colours, mapColours } from '../../tokens/colours.ts';
import type { PlacedMark } from '../marks.rules.ts';
import { fontOf } from '../textSizes.ts';

/** Dark outline of every mark, in px at 16 px a rem (spec 5). */
const OUTLINE = 1.4;

export function paintMarks(pen: CanvasRenderingContext2D, marks: readonly PlacedMark[], rem: number): void {
  const unit = rem / 16;
  pen.lineJoin = 'round';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const mark of marks) {
    traceMark(pen, mark);
    pen.lineWidth = 2 * OUTLINE * unit;
    pen.strokeStyle = mapColours.halo;
    pen.stroke();
    if (mark.shape === 'ring') {
      pen.lineWidth = OUTLINE * unit;
      pen.strokeStyle = mark.colour;
      pen.stroke();
    } else {
      pen.fillStyle = mark.colour;
      pen.fill();
    }
    if (mark.text === '') continue;
    pen.font = fontOf('mark', rem);
    pen.fillStyle = colours.bg;
    // The weight of a triangle lies low.
    pen.fillText(mark.text, mark.x, mark.y + (mark.shape === 'triangle' ? 0.16 : 0.03) * mark.size);
  }
}

function traceMark(pen: CanvasRenderingContext2D, { shape, x, y, size }: PlacedMark): void {
  const half = size / 2;
  pen.beginPath();
  if (shape === 'circle' || shape === 'ring') pen.arc(x, y, half, 0, 2 * Math.PI);
  else if (shape === 'square') pen.rect(x - half, y - half, size, size);
  else {
    const low = 0.86 * half;
    const corners: readonly (readonly [number, number])[] =
      shape === 'diamond'
        ? [
            [0, -half],
            [half, 0],
            [0, half],
            [-half, 0],
          ]
        : [
            [0, -low],
            [half, low],
            [-half, low],
          ];
    corners.forEach(([dx, dy], i) => (i === 0 ? pen.moveTo(x + dx, y + dy) : pen.lineTo(x + dx, y + dy)));
    pen.closePath();
  }
}
