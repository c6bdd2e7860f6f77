import type { Surface } from '../ui/surface.ts';

/**
 * L7's fixed heights are in units of 4 / 2^21 of the world's width in 512-pixel tiles: at 32 degrees north 7.9 units are a
 * metre.
 */
const UNITS_A_METRE = 7.9;
export const unitsOf = (metres: number): number => metres * UNITS_A_METRE;

/** One common height for all streets (spec 5): unequal heights would hide borders behind each other. */
export const BODY_METRES = 430;
/** On the smaller stage of a tablet or a phone lower ones hide less of what lies behind them. */
const NEAR_BODY_METRES = 260;
export const bodyMetres = (surface: Surface): number =>
  surface === 'wall' || surface === 'wide' ? BODY_METRES : NEAR_BODY_METRES;

/** Pixels that `metres` stand up at a zoom. */
export const heightAtZoom = (zoom: number, metres: number): number => (metres * UNITS_A_METRE * 4) / 2 ** (21 - zoom);

/** The zoom at which `metres` stand up by so many pixels. */
export const zoomAtHeight = (pixels: number, metres: number): number =>
  21 - Math.log2((metres * UNITS_A_METRE * 4) / pixels);
