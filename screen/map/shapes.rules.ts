import type { AreaShape, Collection, Feature, Position } from '../transport/geo.ts';

export type Bounds = readonly [Position, Position];

const ringsOf = (shape: AreaShape): readonly (readonly Position[])[] =>
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

const mapped = (shape: AreaShape, move: (p: Position) => Position): AreaShape =>
  shape.type === 'Polygon'
    ? { ...shape, coordinates: shape.coordinates.map((ring) => ring.map(move)) }
    : { ...shape, coordinates: shape.coordinates.map((part) => part.map((ring) => ring.map(move))) };

const reshaped = (collection: Collection<AreaShape>, move: (p: Position) => Position): Collection<AreaShape> => ({
  ...collection,
  features: collection.features.map((f) => ({ ...f, geometry: mapped(f.geometry, move) })),
});

/** The same outlines, moved: the soft shadow under the bodies. */
export const movedBy = (collection: Collection<AreaShape>, [dx, dy]: Position): Collection<AreaShape> =>
  reshaped(collection, ([x, y]) => [x + dx, y + dy]);

/** Outlines shrunk towards their middle: the rings of a hill. Drawn to suggest a height, not surveyed. */
export function ringsTowardsMiddle(feature: Feature<AreaShape>, shares: readonly number[]): Collection<AreaShape> {
  const [[west, south], [east, north]] = boundsOf([feature]);
  const [cx, cy] = [(west + east) / 2, (south + north) / 2];
  return {
    type: 'FeatureCollection',
    features: shares.map((share) => ({
      ...feature,
      geometry: mapped(feature.geometry, ([x, y]) => [cx + (x - cx) * share, cy + (y - cy) * share]),
    })),
  };
}

/** The mean of an outline's outer corners: where its name goes. */
export function middleOf(feature: Feature<AreaShape>): Position {
  const ring = ringsOf(feature.geometry)[0] ?? [];
  const mean = (axis: 0 | 1): number => ring.reduce((sum, p) => sum + p[axis], 0) / Math.max(1, ring.length);
  return [mean(0), mean(1)];
}

/** Parts as features of their own: L7's fill takes no multi-part outlines with holes. */
export const inParts = (collection: Collection<AreaShape>): Collection<AreaShape> => ({
  ...collection,
  features: collection.features.flatMap((f) =>
    f.geometry.type === 'Polygon'
      ? [f]
      : f.geometry.coordinates.map((coordinates) => ({ ...f, geometry: { type: 'Polygon' as const, coordinates } })),
  ),
});
