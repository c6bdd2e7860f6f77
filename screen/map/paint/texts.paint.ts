import { colours, mapColours } from '../../tokens/colours.ts';
import type { GeoData } from '../../transport/geo.ts';
import type { Point, Projector } from '../camera.rules.ts';
import type { Layout } from '../layout.rules.ts';
import { fontOf, textSizes, type TextRole } from '../textSizes.ts';
import type { MapView } from '../view.ts';
import type { Sheet } from './pen.ts';

/** Width of the dark halo round letters, in px at 16 px a rem (spec 5: 4 px, half of it outside). */
const HALO = 4;
/** Names of lakes, hills and districts are spaced, as on printed maps. */
const SPACED: Partial<Record<TextRole, string>> = { scenery: '0.22em', neighbour: '0.22em' };

export function write(
  pen: CanvasRenderingContext2D,
  text: string,
  at: Point,
  role: TextRole,
  rem: number,
  colour: string,
): void {
  pen.font = fontOf(role, rem);
  pen.letterSpacing = SPACED[role] ?? '0px';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = (HALO * rem) / 16;
  pen.strokeStyle = mapColours.halo;
  pen.strokeText(text, at.x, at.y);
  pen.fillStyle = colour;
  pen.fillText(text, at.x, at.y);
  pen.letterSpacing = '0px';
}

export function widthOf(pen: CanvasRenderingContext2D, text: string, role: TextRole, rem: number): number {
  pen.font = fontOf(role, rem);
  pen.letterSpacing = SPACED[role] ?? '0px';
  const { width } = pen.measureText(text);
  pen.letterSpacing = '0px';
  return width;
}

export function paintNeighbourNames({ pen, projector }: Sheet, layout: Layout, rem: number): void {
  pen.textAlign = 'center';
  for (const { name, at } of layout.neighbours) write(pen, name, projector.at(at, 0), 'neighbour', rem, colours.t3);
}

/** Landmarks: a small square and the name beside it. Lakes and hills: the name only. */
export function paintPlaces({ pen, projector, unit }: Sheet, layout: Layout, rem: number): void {
  pen.textAlign = 'center';
  for (const { name, at } of layout.scenery) write(pen, name, projector.at(at), 'scenery', rem, mapColours.sceneryText);
  for (const { name, at, side } of layout.landmarks) {
    const { x, y } = projector.at(at);
    const edge = 7 * unit;
    pen.fillStyle = mapColours.halo;
    pen.fillRect(x - edge / 2 - unit, y - edge / 2 - unit, edge + 2 * unit, edge + 2 * unit);
    pen.strokeStyle = mapColours.landmarkText;
    pen.lineWidth = 1.5 * unit;
    pen.strokeRect(x - edge / 2 + 0.75 * unit, y - edge / 2 + 0.75 * unit, edge - 1.5 * unit, edge - 1.5 * unit);
    pen.textAlign = side === 'right' ? 'left' : 'right';
    const beside = { x: x + (side === 'right' ? 1 : -1) * 9 * unit, y };
    write(pen, name, beside, 'landmark', rem, mapColours.landmarkText);
  }
}

/** A street's name above its value. While one street is looked at the others keep their names only. */
export function paintLabels({ pen, projector }: Sheet, geo: GeoData, view: MapView, layout: Layout): void {
  pen.textAlign = 'center';
  const { rem } = view;
  for (const street of view.streets) {
    const middle = labelPlace(projector, geo, layout, street.code);
    if (middle === null) continue;
    if (view.selected !== null && view.selected !== street.code) {
      write(pen, street.name, middle, 'quiet', rem, colours.t2);
      continue;
    }
    const { street: nameSize, value: valueSize } = textSizes;
    write(pen, street.name, { x: middle.x, y: middle.y - 0.56 * valueSize.rem * rem }, 'street', rem, colours.t1);
    write(pen, street.text, { x: middle.x, y: middle.y + 0.56 * nameSize.rem * rem }, 'value', rem, colours.t1);
  }
}

/** Middle of a street's label. */
export function labelPlace({ at }: Projector, geo: GeoData, layout: Layout, code: string): Point | null {
  const anchor = geo.streets.features.find((f) => f.properties.code === code)?.properties.label;
  if (anchor === undefined) return null;
  const { x, y } = at(anchor);
  const offset = layout.offsets.get(code) ?? { x: 0, y: 0 };
  return { x: x + offset.x, y: y + offset.y };
}
