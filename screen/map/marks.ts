import type { SiteState } from '../live/selectors.ts';
import { colours } from '../tokens/colours.ts';
import type { MarkLight } from './view.ts';

export type MarkShape = 'circle' | 'triangle' | 'diamond' | 'square' | 'ring';
/** State by shape and colour both (spec 5). Sizes are widths in px at 16 px a rem; the glyph stands for it in legends. */
export interface MarkStyle {
  readonly shape: MarkShape;
  readonly colour: string;
  readonly size: number;
  readonly glyph: string;
}

/** A circle is well, a triangle wants attention, a diamond is over a limit. */
export const siteMarks: Readonly<Record<SiteState, MarkStyle>> = {
  ok: { shape: 'circle', colour: colours.ok, size: 9, glyph: '●' },
  partly: { shape: 'triangle', colour: colours.warn, size: 14, glyph: '▲' },
  off: { shape: 'square', colour: colours.off, size: 9, glyph: '■' },
  over: { shape: 'diamond', colour: colours.bad, size: 17, glyph: '◆' },
};

/** By risk: green is low, yellow middling, red high; blue is a target that looks too low, a ring has no basis yet. */
export const projectMarks: Readonly<Record<NonNullable<MarkLight> | 'none', MarkStyle>> = {
  none: { shape: 'ring', colour: colours.off, size: 7, glyph: '⊘' },
  green: { shape: 'circle', colour: colours.ok, size: 6.6, glyph: '●' },
  blue: { shape: 'square', colour: colours.blue, size: 10, glyph: '■' },
  yellow: { shape: 'triangle', colour: colours.warn, size: 15, glyph: '▲' },
  red: { shape: 'diamond', colour: colours.bad, size: 18, glyph: '◆' },
};
/** Drawn in this order, so that what matters lies on top. */
export const lightOrder = ['none', 'green', 'blue', 'yellow', 'red'] as const;
