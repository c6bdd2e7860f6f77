/** Outlines as the map ships them: WGS-84, longitude first. */
export type Position = readonly number[];
export type Ring = readonly Position[];
export interface Outline {
  readonly code: string;
  /** Polygons, each an outer ring and its holes. */
  readonly polygons: readonly (readonly Ring[])[];
}

/** Whether a ray to the east crosses the ring an odd number of times. */
function isWithin(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  ring.forEach(([x = 0, y = 0], i) => {
    const [fromX = 0, fromY = 0] = ring[i === 0 ? ring.length - 1 : i - 1] ?? [];
    if (y > lat !== fromY > lat && lon < ((fromX - x) * (lat - y)) / (fromY - y) + x) inside = !inside;
  });
  return inside;
}

/** The street that holds a point; null outside of all. A point in a hole is not in its polygon. */
export const streetAt = (outlines: readonly Outline[], lon: number, lat: number): string | null =>
  outlines.find(({ polygons }) =>
    polygons.some(
      ([outer = [], ...holes]) => isWithin(outer, lon, lat) && !holes.some((hole) => isWithin(hole, lon, lat)),
    ),
  )?.code ?? null;
