import { mapColours } from '../tokens/colours.ts';
import type { MapView } from './view.ts';

/** How far the other streets go towards the ground while one is looked at (spec 5). */
const DIMMED = 0.72;

/** A colour on its way to another, both `#RRGGBB`. */
export function mixed(from: string, to: string, share: number): string {
  const parts = [1, 3, 5].map((i) => {
    const [a, b] = [from, to].map((hex) => parseInt(hex.slice(i, i + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('').toUpperCase()}`;
}

/** Fill of every street as it is drawn. */
export function fillsOf(view: MapView): ReadonlyMap<string, string> {
  return new Map(
    view.streets.map(({ code, fill }) => {
      const own = fill ?? mapColours.missing;
      // Near a site the ground is quiet: what stands on it is looked at.
      const isOther = view.focus !== null || (view.selected !== null && view.selected !== code);
      return [code, isOther ? mixed(own, mapColours.dimmed, DIMMED) : own];
    }),
  );
}
