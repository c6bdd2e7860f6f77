/**
 * L7's fixed heights are in units of 4 / 2^21 of the world's width in 512-pixel tiles: at 32 degrees north 7.9 units are a
 * metre. One common height for all streets, 430 m (spec 5): unequal heights would hide borders behind each other.
 */
const UNITS_A_METRE = 7.9;
export const BODY_METRES = 430;
export const BODY_HEIGHT = BODY_METRES * UNITS_A_METRE;

/** Pixels that `metres` stand up at a zoom. */
export const heightAtZoom = (zoom: number, metres: number): number => (metres * UNITS_A_METRE * 4) / 2 ** (21 - zoom);
