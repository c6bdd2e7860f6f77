import type { AreaShape, Feature, Position } from '../transport/geo.ts';

export type Bounds = readonly [Position, Position];

export const ringsOf = (shape: AreaShape): readonly (readonly Position[])[] =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();

export const cornersOf = (features: readonly Feature<AreaShape>[]): Position[] =>
  features.flatMap((f) => ringsOf(f.geometry).flat());

export function boundsOf(features: readonly Feature<AreaShape>[]): Bounds {
  const all = cornersOf(features);
  const lons = all.map((p) => p[0]);
  const lats = all.map((p) => p[1]);
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}

/** Whether a point lies within outlines, holes and parts taken together (even-odd). */
export function isWithin(
  rings: readonly (readonly { readonly x: number; readonly y: number }[])[],
  x: number,
  y: number,
) {
  let isIn = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [a, b] = [ring[i], ring[j]];
      if (a && b && a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn;
    }
  return isIn;
}
