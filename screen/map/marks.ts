import type { SiteState } from '../live/selectors.ts';
import { colours } from '../tokens/colours.ts';

/** State by shape and colour both (spec 5): a circle is well, a triangle wants attention, a diamond is over a limit. */
export const siteMarks: Readonly<Record<SiteState, { shape: string; colour: string; size: number; glyph: string }>> = {
  ok: { shape: 'circle', colour: colours.ok, size: 0.24, glyph: '●' },
  partly: { shape: 'triangle', colour: colours.warn, size: 0.5, glyph: '▲' },
  off: { shape: 'square', colour: colours.off, size: 0.34, glyph: '■' },
  over: { shape: 'rhombus', colour: colours.bad, size: 0.56, glyph: '◆' },
};
