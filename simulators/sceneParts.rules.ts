import { blend, type Canvas, type Colour } from './canvas.rules.ts';
import { hashOf, signedOf, unitOf } from './randomness.rules.ts';

export const SCENE_WIDTH = 480;
export const SCENE_HEIGHT = 270;
/** Pictures in a loop: at one each five seconds two minutes. */
export const LOOP_LENGTH = 24;
/** Where the site's floor begins. */
export const GROUND = 208;

export const lights = ['day', 'dusk', 'night'] as const;
export type Light = (typeof lights)[number];

/** Where things stand in a picture, for whoever wants to draw a box around them. */
export interface Spots {
  readonly truck: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly worker: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** A colour as it looks in the light of the hour. */
export type Lit = (colour: Colour) => Colour;

export function drawSkyline(canvas: Canvas, variant: number, lit: Lit, light: Light): void {
  for (let i = 0; i < 12; i++) {
    const height = 30 + 55 * unitOf(variant, 1, i);
    const left = i * 42 - 10 + 8 * signedOf(variant, 2, i);
    canvas.rect(left, GROUND - height, 36, height, lit(blend([142, 158, 172], [168, 178, 186], unitOf(variant, 3, i))));
    for (let w = 0; w < 10; w++)
      if (light !== 'day' && unitOf(variant, 4, i, w) > 0.5)
        canvas.rect(left + 4 + (w % 4) * 8, GROUND - height + 6 + Math.floor(w / 4) * 11, 4, 5, [214, 186, 118]);
  }
}

export function drawBuilding(canvas: Canvas, variant: number, step: number, lit: Lit, light: Light): void {
  const floors = 4 + (hashOf(variant, 5) % 5);
  const left = 120 + 60 * unitOf(variant, 6);
  const width = 130 + 40 * unitOf(variant, 7);
  for (let floor = 0; floor < floors; floor++) {
    const top = GROUND - (floor + 1) * 19;
    canvas.rect(left, top, width, 19, lit([176, 172, 162]));
    canvas.rect(left, top, width, 3, lit([128, 124, 116]));
    for (let bay = 0; bay < 7; bay++) {
      const isLamp = light === 'night' && unitOf(variant, 8, floor, bay) > 0.86;
      const x = left + 6 + (bay * (width - 12)) / 7;
      canvas.rect(x, top + 5, width / 7 - 6, 12, isLamp ? [240, 214, 140] : lit([92, 98, 104]));
    }
  }
  const top = GROUND - floors * 19;
  for (let post = 0; post <= 8; post++) canvas.rect(left + (post * width) / 8, top - 14, 2, 14, lit([120, 90, 62]));
  // The newest floor is poured from left to right while the loop runs.
  canvas.rect(left, top - 5, (width * (step + 1)) / LOOP_LENGTH, 5, lit([196, 190, 178]));
  canvas.rect(left - 8, GROUND - floors * 19, 6, floors * 19, lit([70, 128, 96]));
}

export function drawCrane(canvas: Canvas, variant: number, step: number, lit: Lit): void {
  const foot = 330 + 50 * unitOf(variant, 9);
  const top = 34 + 14 * unitOf(variant, 10);
  const yellow = lit([222, 170, 44]);
  for (let y = top; y < GROUND; y += 12) {
    canvas.line(foot - 4, y, foot + 4, y + 12, 1, yellow);
    canvas.line(foot + 4, y, foot - 4, y + 12, 1, yellow);
  }
  canvas.line(foot - 5, top, foot - 5, GROUND, 2, yellow);
  canvas.line(foot + 5, top, foot + 5, GROUND, 2, yellow);
  // Seen from the side, a turning jib grows and shrinks.
  const swing = Math.cos((2 * Math.PI * step) / LOOP_LENGTH + variant);
  const tip = foot - 190 * swing;
  canvas.line(foot + 50 * swing, top, tip, top - 3, 4, yellow);
  canvas.line(foot, top - 22, tip, top - 3, 1, yellow);
  canvas.rect(foot + 50 * swing - 8, top, 16, 12, lit([96, 98, 104]));
  const hook = foot - 120 * swing;
  const drop = 40 + 34 * (1 + Math.sin((4 * Math.PI * step) / LOOP_LENGTH));
  canvas.line(hook, top, hook, top + drop, 1, lit([60, 60, 64]));
  canvas.rect(hook - 12, top + drop, 24, 7, lit([150, 88, 60]));
}

export function drawHoarding(canvas: Canvas, lit: Lit): void {
  canvas.rect(0, GROUND - 4, SCENE_WIDTH, 18, lit([52, 108, 150]));
  for (let x = 0; x < SCENE_WIDTH; x += 40) canvas.rect(x, GROUND - 4, 2, 18, lit([206, 214, 220]));
}

function truckLeft(variant: number, step: number): number {
  const span = SCENE_WIDTH + 160;
  return (((step * span) / LOOP_LENGTH + (hashOf(variant, 11) % span)) % span) - 110;
}

/** The first step from this one on at which the truck is wholly in the picture. */
export function stepWithTruck(variant: number, from: number): number {
  for (let step = from; step < from + LOOP_LENGTH; step++) {
    const left = truckLeft(variant, step % LOOP_LENGTH);
    if (left > 20 && left < SCENE_WIDTH - 120) return step % LOOP_LENGTH;
  }
  return from;
}

export function drawTruck(canvas: Canvas, variant: number, step: number, lit: Lit): Spots['truck'] {
  const left = truckLeft(variant, step);
  const top = GROUND + 8;
  canvas.rect(left, top + 4, 66, 22, lit([150, 74, 52]));
  canvas.rect(left + 4, top, 58, 5, lit([120, 104, 82]));
  canvas.rect(left + 68, top + 6, 24, 20, lit([210, 206, 196]));
  canvas.rect(left + 78, top + 9, 12, 8, lit([70, 92, 108]));
  for (const wheel of [12, 26, 54, 80]) canvas.disc(left + wheel, top + 28, 6, lit([34, 34, 36]));
  return { left, top, width: 92, height: 34 };
}

export function drawWorkers(
  canvas: Canvas,
  variant: number,
  step: number,
  lit: Lit,
  isEvidence: boolean,
  light: Light,
) {
  let first: Spots['worker'] | undefined;
  const about = isEvidence || light !== 'night' ? 3 : 0;
  for (let i = 0; i < about; i++) {
    const x = 60 + 120 * i + 40 * unitOf(variant, 12, i) + 12 * Math.sin((2 * Math.PI * step) / LOOP_LENGTH + i * 2);
    const top = 228 + 10 * unitOf(variant, 13, i);
    canvas.rect(x - 4, top + 6, 8, 13, lit([228, 120, 40]));
    canvas.rect(x - 4, top + 11, 8, 2, lit([236, 236, 190]));
    canvas.rect(x - 4, top + 19, 3, 9, lit([48, 60, 88]));
    canvas.rect(x + 1, top + 19, 3, 9, lit([48, 60, 88]));
    canvas.disc(x, top + 3, 4, lit(isEvidence && i === 0 ? [60, 44, 36] : [236, 196, 48]));
    first ??= { left: x - 8, top: top - 4, width: 16, height: 34 };
  }
  return first ?? { left: 0, top: 0, width: 16, height: 34 };
}

/** The step in binary, so that a person can see at a glance whether a picture is a new one. */
export function drawBars(canvas: Canvas, step: number): void {
  canvas.rect(6, 6, 66, 12, [16, 20, 28]);
  for (let bit = 0; bit < 6; bit++)
    canvas.rect(10 + bit * 10, 9, 7, 6, step & (1 << (5 - bit)) ? [236, 240, 244] : [62, 72, 86]);
}
