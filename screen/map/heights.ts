/**
 * L7's fixed heights are in units of 4 / 2^21 of the world's width in 512-pixel tiles: at 32 degrees north 7.9 units are a
 * metre. One common height for all streets, 430 m (spec 5): unequal heights would hide borders behind each other.
 */
const UNITS_A_METRE = 7.9;
export const BODY_METRES = 430;
export const BODY_HEIGHT = BODY_METRES * UNITS_A_METRE;

/** Style of what lies `metres` above the bodies; without it flat layers fight with the bodies for depth. */
export const lifted = (metres: number): { raisingHeight: number; heightfixed: boolean } => ({
  raisingHeight: BODY_HEIGHT + metres * UNITS_A_METRE,
  heightfixed: true,
});

/** Faces take half: L7's polygon fill adds the raise twice (once before and once after its scale), its lines once. */
export const liftedFace = (metres: number): { raisingHeight: number; heightfixed: boolean } => ({
  ...lifted(metres),
  raisingHeight: lifted(metres).raisingHeight / 2,
});

/** Pixels that a body stands up at a zoom. */
export const heightAtZoom = (zoom: number): number => (BODY_HEIGHT * 4) / 2 ** (21 - zoom);
