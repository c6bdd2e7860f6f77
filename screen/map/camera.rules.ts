import type { Position } from '../transport/geo.ts';
import { BODY_METRES, heightAtZoom, zoomAtHeight } from './heights.ts';

/** Cameras of the district and of one street (spec 5). */
export const DISTRICT_PITCH = 44;
export const STREET_PITCH = 40;
export const BEARING = -6;
/** Camera of one site: closer and steeper, with the ground around it (spec 5). */
export const SITE_PITCH = 52;
export const SITE_BEARING = -18;
/** Metres that a site's view is across; on a low stage less would be seen of its depth, so it goes farther away. */
const SITE_ACROSS = 800;
const SITE_DEEP = 450;
/** Share of the stage's width that the outline fills. */
const FILL = 0.92;
/** Rem kept free above (measures) and below (legend). */
const FREE_REM = { top: 3.5, foot: 1.5 };
const TILE = 512;
const DEEPEST_ZOOM = 14;
/** As near as the map's own camera goes. */
export const NEAREST_ZOOM = 17.5;
/** L7's map has the field of view of maplibre: the eye stands one and a half stage heights away. */
const EYE_HEIGHTS = 1.5;
/** What lies nearer to the eye than this share of its distance is off the stage and is cut before it passes behind. */
const NEAREST = 0.12;
const ROUNDS = 12;

export interface Frame {
  readonly center: Position;
  readonly zoom: number;
}
export interface Camera extends Frame {
  readonly pitch: number;
  readonly bearing: number;
}
export interface Stage {
  readonly width: number;
  readonly height: number;
}
/** Pixels from the stage's top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Where things stand on the stage under one camera. Heights are metres above the ground; the bodies' tops by default. */
export interface Projector {
  readonly stage: Stage;
  readonly bodyMetres: number;
  readonly at: (position: Position, metres?: number) => Point;
  /** An outline, cut where it would pass behind the eye. */
  readonly ring: (ring: readonly Position[], metres?: number) => Point[];
  /** Pixels of a metre in the middle of the stage, and what is left of it when it lies away from the eye. */
  readonly pixelsAMetre: number;
  readonly flattening: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
export const worldX = (lon: number): number => (lon + 180) / 360;
export const worldY = (lat: number): number => (1 - Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2)) / Math.PI) / 2;
export const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

export function projectorOf({ center, zoom, pitch, bearing }: Camera, stage: Stage, tall = BODY_METRES): Projector {
  const scale = TILE * 2 ** zoom;
  const [middleX, middleY] = [worldX(center[0]), worldY(center[1])];
  const [turn, tilt, eye] = [radians(-bearing), radians(pitch), EYE_HEIGHTS * stage.height];
  const [cosTurn, sinTurn, cosTilt, sinTilt] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
  const nearest = (eye * (1 - NEAREST)) / Math.max(0.01, sinTilt);

  const planeOf = ([lon, lat]: Position): Point => {
    const [dx, dy] = [(worldX(lon) - middleX) * scale, (worldY(lat) - middleY) * scale];
    return { x: dx * cosTurn - dy * sinTurn, y: dx * sinTurn + dy * cosTurn };
  };
  const seenFrom = ({ x, y }: Point, z: number): Point => {
    const grow = eye / Math.max(1, eye - y * sinTilt - z * cosTilt);
    return { x: stage.width / 2 + x * grow, y: stage.height / 2 + (y * cosTilt - z * sinTilt) * grow };
  };
  const pixelsAMetre = heightAtZoom(zoom, 1);
  return {
    stage,
    bodyMetres: tall,
    pixelsAMetre,
    flattening: cosTilt,
    at: (position, metres = tall) => seenFrom(planeOf(position), metres * pixelsAMetre),
    ring: (ring, metres = tall) => cutBelow(ring.map(planeOf), nearest).map((p) => seenFrom(p, metres * pixelsAMetre)),
  };
}

/** The part of an outline with y at most `limit` (Sutherland and Hodgman, one edge). */
function cutBelow(ring: readonly Point[], limit: number): readonly Point[] {
  if (ring.every((p) => p.y <= limit)) return ring;
  return ring.flatMap((p, i) => {
    const before = ring[(i + ring.length - 1) % ring.length] as Point;
    const share = (limit - before.y) / (p.y - before.y);
    const crossing = { x: before.x + share * (p.x - before.x), y: limit };
    const isIn = p.y <= limit;
    return [...(isIn !== before.y <= limit ? [crossing] : []), ...(isIn ? [p] : [])];
  });
}

/**
 * Centre and zoom that show `points` as large as the stage allows. L7's own fit knows nothing of the pitch, which
 * foreshortens the north-south extent and enlarges what is near; a few rounds of look and correct are exact to a pixel.
 */
export function frameOf(
  points: readonly Position[],
  stage: Stage,
  rem: number,
  pitch: number,
  tall = BODY_METRES,
): Camera {
  const free = { width: FILL * stage.width, height: Math.max(80, stage.height - (FREE_REM.top + FREE_REM.foot) * rem) };
  const middle = { x: stage.width / 2, y: (stage.height + (FREE_REM.top - FREE_REM.foot) * rem) / 2 };
  const mean = (axis: 0 | 1): number => points.reduce((sum, p) => sum + p[axis], 0) / Math.max(1, points.length);
  let camera: Camera = { center: [mean(0), mean(1)], zoom: 11, pitch, bearing: BEARING };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { at } = projectorOf(camera, stage, tall);
    const seen = points.map((p) => at(p));
    const [xs, ys] = [seen.map((p) => p.x), seen.map((p) => p.y)];
    const [west, east, top, foot] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const growth = Math.min(free.width / (east - west), free.height / (foot - top));
    const zoom = Math.min(DEEPEST_ZOOM, camera.zoom + Math.log2(growth));
    const scale = TILE * 2 ** camera.zoom;
    const x = worldX(camera.center[0]) + ((west + east) / 2 - middle.x) / scale;
    const y = worldY(camera.center[1]) + ((top + foot) / 2 - middle.y) / Math.cos(radians(pitch)) / scale;
    camera = { ...camera, center: [x * 360 - 180, latOf(y)], zoom };
  }
  return camera;
}

/** The site in the middle of the stage, about 800 m of its surroundings across. */
export function siteFrameOf(site: Position, { width, height }: Stage, pitch: number = SITE_PITCH): Camera {
  const pixelsAMetre = Math.min(width / SITE_ACROSS, height / SITE_DEEP);
  const zoom = Math.min(NEAREST_ZOOM, zoomAtHeight(pixelsAMetre, 1));
  return { center: site, zoom, pitch, bearing: SITE_BEARING };
}
