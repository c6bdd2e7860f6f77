import type { AreaShape, Collection, Feature, Position } from '../../transport/geo.ts';
import type { Point, Projector } from '../camera.rules.ts';
import { ringsOf } from '../shapes.rules.ts';

/** What every painter is given: a pen on one sheet, where things stand, and how many pixels a px of the drawing is. */
export interface Sheet {
  readonly pen: CanvasRenderingContext2D;
  readonly projector: Projector;
  readonly unit: number;
}

export function traceRings(pen: CanvasRenderingContext2D, rings: readonly (readonly Point[])[]): void {
  pen.beginPath();
  for (const ring of rings) {
    ring.forEach((p, i) => (i === 0 ? pen.moveTo(p.x, p.y) : pen.lineTo(p.x, p.y)));
    pen.closePath();
  }
}

export const traceArea = (sheet: Sheet, feature: Feature<AreaShape>, metres?: number): void =>
  traceRings(
    sheet.pen,
    ringsOf(feature.geometry).map((ring) => sheet.projector.ring(ring, metres)),
  );

export const traceAll = (sheet: Sheet, areas: Collection<AreaShape>, metres?: number): void =>
  traceRings(
    sheet.pen,
    areas.features.flatMap((f) => ringsOf(f.geometry).map((ring) => sheet.projector.ring(ring, metres))),
  );

export function strokeIn(pen: CanvasRenderingContext2D, colour: string, width: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

export const traceLine = (sheet: Sheet, from: Position, to: Position, metres: number): void => {
  const [a, b] = [sheet.projector.at(from, metres), sheet.projector.at(to, metres)];
  sheet.pen.moveTo(a.x, a.y);
  sheet.pen.lineTo(b.x, b.y);
};
