import type { AreaShape, Feature, Position } from '../transport/geo.ts';
import { latOf, worldX, worldY } from './camera.rules.ts';
import { cornersOf, ringsOf } from './shapes.rules.ts';

/** The district laid flat, as wide as `width` units: for a drawing on which a point is picked. */
export interface PickPlane {
  readonly width: number;
  readonly height: number;
  /** An outline as the path of an SVG. */
  readonly path: (shape: AreaShape) => string;
  readonly placed: (position: Position) => { readonly x: number; readonly y: number };
  /** The place under a point of the drawing, to the metre (five decimals of a degree). */
  readonly found: (x: number, y: number) => { readonly lon: number; readonly lat: number };
}

const MARGIN = 8;
const fine = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
const short = (n: number): string => n.toFixed(1);

/** The same projection as the wall's map, so that the shapes are those people know. */
export function pickPlane(features: readonly Feature<AreaShape>[], width: number): PickPlane {
  const corners = cornersOf(features);
  const xs = corners.map(([lon]) => worldX(lon));
  const ys = corners.map(([, lat]) => worldY(lat));
  const [west, north] = [Math.min(...xs), Math.min(...ys)];
  const scale = (width - 2 * MARGIN) / (Math.max(...xs) - west);
  const placed = ([lon, lat]: Position): { x: number; y: number } => ({
    x: MARGIN + (worldX(lon) - west) * scale,
    y: MARGIN + (worldY(lat) - north) * scale,
  });
  return {
    width,
    height: Math.ceil((Math.max(...ys) - north) * scale + 2 * MARGIN),
    placed,
    path: (shape) =>
      ringsOf(shape)
        .map((ring) => {
          const points = ring.map(placed).map(({ x, y }) => `${short(x)} ${short(y)}`);
          return `M${points.join('L')}Z`;
        })
        .join(''),
    found: (x, y) => ({
      lon: fine(((x - MARGIN) / scale + west) * 360 - 180),
      lat: fine(latOf((y - MARGIN) / scale + north)),
    }),
  };
}
