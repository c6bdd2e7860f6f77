import { hourOf } from './calendar.rules.ts';
import { blend, Canvas, type Colour } from './canvas.rules.ts';
import * as parts from './sceneParts.rules.ts';
import { GROUND, SCENE_HEIGHT, SCENE_WIDTH, type Light, type Spots } from './sceneParts.rules.ts';

export function lightAt(at: number): Light {
  const hour = hourOf(at);
  if (hour >= 7 && hour < 17) return 'day';
  return (hour >= 5.5 && hour < 7) || (hour >= 17 && hour < 19) ? 'dusk' : 'night';
}

const skies: Record<Light, readonly [Colour, Colour]> = {
  day: [
    [122, 166, 206],
    [214, 224, 230],
  ],
  dusk: [
    [70, 84, 126],
    [226, 160, 112],
  ],
  night: [
    [9, 13, 26],
    [30, 38, 58],
  ],
};
const dims: Record<Light, number> = { day: 0, dusk: 0.3, night: 0.68 };
const darkness: Colour = [10, 14, 26];

/**
 * A building site drawn by rule: sky, skyline, a building going up floor by floor, a tower crane turning, a truck
 * passing, workers, the hoarding, and a binary clock of bars at the top left. The same arguments give the same picture.
 * @param variant which site it is
 * @param step which picture of the loop
 * @param isEvidence something is wrong: one worker has no helmet, and people are about at night
 */
export function drawScene(
  variant: number,
  step: number,
  light: Light,
  isEvidence = false,
): { canvas: Canvas; spots: Spots } {
  const canvas = new Canvas(SCENE_WIDTH, SCENE_HEIGHT);
  const lit = (colour: Colour): Colour => blend(colour, darkness, dims[light]);
  canvas.gradient(0, GROUND, ...skies[light]);
  canvas.gradient(GROUND, SCENE_HEIGHT - GROUND, lit([150, 134, 108]), lit([104, 92, 76]));
  parts.drawSkyline(canvas, variant, lit, light);
  parts.drawBuilding(canvas, variant, step, lit, light);
  parts.drawCrane(canvas, variant, step, lit);
  parts.drawHoarding(canvas, lit);
  const spots = {
    truck: parts.drawTruck(canvas, variant, step, lit),
    worker: parts.drawWorkers(canvas, variant, step, lit, isEvidence, light),
  };
  parts.drawBars(canvas, step);
  return { canvas, spots };
}
