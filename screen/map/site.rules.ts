import type { Position } from '../transport/geo.ts';

/** Rings around a site, in metres (spec 5). */
export const SITE_RINGS = [200, 100] as const;
const SQUARE = 100;
/** Squares reach so far from the site to every side. */
const SQUARES_TO = 1000;
const CORNERS = 72;
const METRES_A_DEGREE = 110_900;

/** The place so many metres east and north of another: flat, which over a kilometre is exact to a centimetre or two. */
export function placeFrom([lon, lat]: Position, east: number, north: number): Position {
  const stretch = Math.cos((lat * Math.PI) / 180);
  return [lon + east / (METRES_A_DEGREE * 1.0037 * stretch), lat + north / METRES_A_DEGREE];
}

export const circleOf = (middle: Position, metres: number): Position[] =>
  Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return placeFrom(middle, metres * Math.sin(angle), metres * Math.cos(angle));
  });

/** Lines of the squares around a site, each as its two ends. */
export function squaresOf(middle: Position): Position[][] {
  const steps = Array.from({ length: (2 * SQUARES_TO) / SQUARE + 1 }, (_, i) => i * SQUARE - SQUARES_TO);
  return steps.flatMap((at) => [
    [placeFrom(middle, at, -SQUARES_TO), placeFrom(middle, at, SQUARES_TO)],
    [placeFrom(middle, -SQUARES_TO, at), placeFrom(middle, SQUARES_TO, at)],
  ]);
}
