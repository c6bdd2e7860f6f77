import { Buffer } from 'node:buffer';
import jpeg from 'jpeg-js';
import type { Colour } from './canvas.rules.ts';
import { drawScene } from './scene.rules.ts';
import { LOOP_LENGTH, stepWithTruck, type Light } from './sceneParts.rules.ts';

const QUALITY = 62;
/** Different sites that are drawn; cameras share them at different places in the loop. */
export const VARIANTS = 6;

const encode = (variant: number, step: number, light: Light): Uint8Array => {
  const { canvas } = drawScene(variant, step, light);
  return jpeg.encode({ data: Buffer.from(canvas.pixels.buffer), width: canvas.width, height: canvas.height }, QUALITY)
    .data;
};

/** Loops of pictures, each encoded the first time it is asked for; kept for the light that reigns now. */
export class PictureLoops {
  private light: Light | undefined;
  private readonly kept = new Map<number, Uint8Array>();

  pictureOf(variant: number, step: number, light: Light): Uint8Array {
    if (light !== this.light) this.kept.clear();
    this.light = light;
    const key = (variant % VARIANTS) * LOOP_LENGTH + (step % LOOP_LENGTH);
    const picture = this.kept.get(key) ?? encode(variant % VARIANTS, step % LOOP_LENGTH, light);
    this.kept.set(key, picture);
    return picture;
  }
}

const MARK: Colour = [255, 72, 64];

export interface Evidence {
  readonly base64: string;
  readonly box: [number, number, number, number];
}

/** A picture with a box around what was seen. */
export function evidenceOf(what: 'truck' | 'worker', variant: number, step: number, light: Light): Evidence {
  const shown = what === 'truck' ? stepWithTruck(variant, step) : step;
  const { canvas, spots } = drawScene(variant, shown, light, true);
  const spot = spots[what];
  const box: Evidence['box'] = [
    Math.max(1, Math.round(spot.left)),
    Math.max(1, Math.round(spot.top)),
    Math.min(canvas.width - 2, Math.round(spot.left + spot.width)),
    Math.min(canvas.height - 2, Math.round(spot.top + spot.height)),
  ];
  canvas.frame(...box, MARK);
  const data = Buffer.from(canvas.pixels.buffer);
  const picture = jpeg.encode({ data, width: canvas.width, height: canvas.height }, QUALITY).data;
  return { base64: picture.toString('base64'), box };
}
