import { colours } from '../tokens/colours.ts';
import { fontFamily, typeScale } from '../tokens/scale.ts';

/** What every chart shares. Canvas text reads the page's own rem (spec 2.3). */
export interface ChartInk {
  readonly rem: number;
  readonly role: 'wall' | 'tablet';
  /** A hatched tile for gaps; drawn once by the page, absent where there is no canvas. */
  readonly hatch: HTMLCanvasElement | null;
}

export const textOf = (ink: ChartInk, colour: string = colours.t3) => ({
  color: colour,
  fontFamily,
  fontSize: Math.round(typeScale.note[ink.role] * ink.rem),
});

/** 135 degree hatch of spec 4, in canvas pixels of this screen. */
export function drawHatch(rem: number): HTMLCanvasElement | null {
  const size = Math.max(8, Math.round(rem * 0.6));
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = colours.hatch;
  pen.lineWidth = 1;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, 0);
    pen.lineTo(shift + size, size);
  }
  pen.stroke();
  return canvas;
}
