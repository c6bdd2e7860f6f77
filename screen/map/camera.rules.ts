import type { Position } from '../transport/geo.ts';
import { heightAtZoom } from './heights.ts';

/** Camera of the district view (spec 5). */
export const PITCH = 44;
export const BEARING = -6;
/** Share of the stage's width that the outline fills. */
const FILL = 0.92;
/** Rem kept free above (measures) and below (legend). */
const FREE_REM = { top: 3.5, foot: 1.5 };
const TILE = 512;
const DEEPEST_ZOOM = 14;
/** L7's map has the field of view of maplibre: the eye stands one and a half stage heights away. */
const EYE_HEIGHTS = 1.5;
const ROUNDS = 12;

export interface Frame {
  readonly center: Position;
  readonly zoom: number;
}
export interface Stage {
  readonly width: number;
  readonly height: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const worldX = (lon: number): number => (lon + 180) / 360;
const worldY = (lat: number): number => (1 - Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2)) / Math.PI) / 2;
const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Where a point at body height stands on the stage, in pixels from its middle. */
export function projected([lon, lat]: Position, { center, zoom }: Frame, stage: Stage): { x: number; y: number } {
  const scale = TILE * 2 ** zoom;
  const [dx, dy] = [(worldX(lon) - worldX(center[0])) * scale, (worldY(lat) - worldY(center[1])) * scale];
  const turn = radians(-BEARING);
  const [across, along] = [dx * Math.cos(turn) - dy * Math.sin(turn), dx * Math.sin(turn) + dy * Math.cos(turn)];
  const [tilt, eye, z] = [radians(PITCH), EYE_HEIGHTS * stage.height, heightAtZoom(zoom)];
  const depth = eye - along * Math.sin(tilt) - z * Math.cos(tilt);
  const grow = eye / Math.max(1, depth);
  return { x: across * grow, y: (along * Math.cos(tilt) - z * Math.sin(tilt)) * grow };
}

/**
 * Centre and zoom that show `points` as large as the stage allows. L7's own fit knows nothing of the pitch, which
 * foreshortens the north-south extent and enlarges what is near; a few rounds of look and correct are exact to a pixel.
 */
export function frameOf(points: readonly Position[], stage: Stage, rem: number): Frame {
  const free = { width: FILL * stage.width, height: Math.max(80, stage.height - (FREE_REM.top + FREE_REM.foot) * rem) };
  const middleY = ((FREE_REM.top - FREE_REM.foot) * rem) / 2;
  const mean = (axis: 0 | 1): number => points.reduce((sum, p) => sum + p[axis], 0) / Math.max(1, points.length);
  let frame: Frame = { center: [mean(0), mean(1)], zoom: 11 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const seen = points.map((p) => projected(p, frame, stage));
    const [xs, ys] = [seen.map((p) => p.x), seen.map((p) => p.y)];
    const [west, east, top, foot] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const growth = Math.min(free.width / (east - west), free.height / (foot - top));
    const zoom = Math.min(DEEPEST_ZOOM, frame.zoom + Math.log2(growth));
    const scale = TILE * 2 ** frame.zoom;
    const x = worldX(frame.center[0]) + (west + east) / 2 / scale;
    const y = worldY(frame.center[1]) + ((top + foot) / 2 - middleY) / Math.cos(radians(PITCH)) / scale;
    frame = { center: [x * 360 - 180, latOf(y)], zoom };
  }
  return frame;
}
