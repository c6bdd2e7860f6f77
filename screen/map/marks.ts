import type { SiteState } from '../live/selectors.ts';
import { colours } from '../tokens/colours.ts';

/** State by shape and colour both (spec 5): a circle is well, a triangle wants attention, a diamond is over a limit. */
export const siteMarks: Readonly<Record<SiteState, { colour: string; size: number; glyph: string }>> = {
  ok: { colour: colours.ok, size: 0.7, glyph: '●' },
  partly: { colour: colours.warn, size: 1, glyph: '▲' },
  off: { colour: colours.off, size: 0.8, glyph: '■' },
  over: { colour: colours.bad, size: 1.15, glyph: '◆' },
};
