export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** Mean radius of the Earth in metres (IUGG). */
const RADIUS_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres on the ground between two places (haversine): across a city it is right to better than half a percent. */
export function metresBetween(a: Place, b: Place): number {
  const [north, east] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}
