import type { AreaShape, Feature, Position } from '../transport/geo.ts';
import { boundsOf, ringsOf } from './shapes.rules.ts';

const STEPS = 96;
/** How far the outline is smoothed, in steps to either side; higher rings are rounder. */
const ROUNDNESS = 3;
const STRETCH = Math.cos((32 * Math.PI) / 180);

/** A height line: `share` 1 is the outline, 0 the summit. */
export interface Contour {
  readonly ring: readonly Position[];
  readonly share: number;
}

/**
 * Height lines of a hill from its outline: the distance from the middle in every direction, smoothed the more the higher
 * the line lies. Drawn to suggest a height, not surveyed.
 */
export function contoursOf(feature: Feature<AreaShape>, shares: readonly number[]): Contour[] {
  const outline = ringsOf(feature.geometry)[0] ?? [];
  const [[west, south], [east, north]] = boundsOf([feature]);
  const summit: Position = [(west + east) / 2, (south + north) / 2];
  const reach = Array.from({ length: STEPS }, (_, i) => distanceToEdge(outline, summit, (2 * Math.PI * i) / STEPS));
  return shares.map((share) => {
    const width = Math.round(ROUNDNESS + (1 - share) * 7);
    const ring = reach.map((_, i): Position => {
      let sum = 0;
      for (let k = -width; k <= width; k += 1) sum += reach[(i + k + STEPS) % STEPS] ?? 0;
      const angle = (2 * Math.PI * i) / STEPS;
      const radius = (share * sum) / (2 * width + 1);
      return [summit[0] + (radius * Math.cos(angle)) / STRETCH, summit[1] + radius * Math.sin(angle)];
    });
    return { ring: [...ring, ring[0] as Position], share };
  });
}

/** How far the outline is from `from` in one direction, in degrees of latitude; the nearest crossing counts. */
function distanceToEdge(outline: readonly Position[], [x0, y0]: Position, angle: number): number {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  let best = Infinity;
  for (let i = 1; i < outline.length; i += 1) {
    const [ax, ay] = outline[i - 1] as Position;
    const [bx, by] = outline[i] as Position;
    const [px, py, qx, qy] = [(ax - x0) * STRETCH, ay - y0, (bx - ax) * STRETCH, by - ay];
    const cross = dx * qy - dy * qx;
    if (cross === 0) continue;
    const along = (px * qy - py * qx) / cross;
    const share = (px * dy - py * dx) / cross;
    if (along > 0 && share >= 0 && share <= 1) best = Math.min(best, along);
  }
  return Number.isFinite(best) ? best : 0;
}
