import type { GeoData } from '../transport/geo.ts';
import type { Point, Projector } from './camera.rules.ts';
import type { PlacedMark } from './marks.rules.ts';
import { isWithin, ringsOf } from './shapes.rules.ts';

export type Picked =
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'site'; readonly code: string }
  | { readonly kind: 'street'; readonly code: string };

/** Pixels around a mark that still mean it: a finger covers more than a pointer does. */
export const REACH = { mouse: 4, touch: 8 } as const;

/** What a tap on the stage means: the project or site whose mark is nearest, or else the street under it. */
export function pickAt(
  point: Point,
  reach: number,
  marks: readonly PlacedMark[],
  geo: GeoData,
  projector: Projector,
): Picked | null {
  let best: { picked: Picked; far: number } | null = null;
  for (const { id, site, x, y, size } of marks) {
    const far = Math.hypot(x - point.x, y - point.y) - size / 2;
    // Of two at the same distance the later one lies on top.
    if (far > reach || Math.max(0, far) > (best?.far ?? Infinity)) continue;
    if (id !== null) best = { picked: { kind: 'project', id }, far: Math.max(0, far) };
    else if (site !== undefined) best = { picked: { kind: 'site', code: site }, far: Math.max(0, far) };
  }
  if (best !== null) return best.picked;
  const street = geo.streets.features.find((f) =>
    isWithin(
      ringsOf(f.geometry).map((ring) => projector.ring(ring)),
      point.x,
      point.y,
    ),
  );
  return street?.properties.code === undefined ? null : { kind: 'street', code: street.properties.code };
}
