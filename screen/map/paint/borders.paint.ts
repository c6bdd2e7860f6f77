import { colours, mapColours } from '../../tokens/colours.ts';
import type { GeoData } from '../../transport/geo.ts';
import { fillsOf } from '../fills.rules.ts';
import type { MapView } from '../view.ts';
import { strokeIn, traceAll, traceArea, type Sheet } from './pen.ts';

/** A light line in a dark bed between streets, and the district's outline around them (spec 5). */
export function paintBorders(sheet: Sheet, geo: GeoData): void {
  const { pen, unit } = sheet;
  pen.lineJoin = 'round';
  traceAll(sheet, geo.streets);
  strokeIn(pen, mapColours.borderDark, 2.4 * unit);
  traceAll(sheet, geo.streets);
  strokeIn(pen, mapColours.borderLight, 0.8 * unit);
  traceAll(sheet, geo.district);
  strokeIn(pen, mapColours.districtEdge, 1.6 * unit);
}

/** Faces of the bodies, unlit: a fill is exactly the colour the legend shows. */
export function paintFaces(sheet: Sheet, geo: GeoData, view: MapView): void {
  const fills = fillsOf(view);
  for (const street of geo.streets.features) {
    const fill = fills.get(street.properties.code ?? '') ?? mapColours.missing;
    traceArea(sheet, street);
    sheet.pen.fillStyle = fill;
    sheet.pen.fill('evenodd');
    // Smoothed edges of two neighbours let the ground shine through between them.
    strokeIn(sheet.pen, fill, 0.7 * sheet.unit);
  }
}

/** Streets without a value are hatched: their fill alone would be one more class. */
export function paintMissing(sheet: Sheet, geo: GeoData, view: MapView, hatch: CanvasPattern | null): void {
  if (hatch === null) return;
  for (const street of geo.streets.features) {
    const shown = view.streets.find((s) => s.code === street.properties.code);
    if (shown !== undefined && shown.fill !== null) continue;
    traceArea(sheet, street);
    sheet.pen.fillStyle = hatch;
    sheet.pen.fill();
  }
}

export function paintChosen(sheet: Sheet, geo: GeoData, selected: string | null): void {
  const street = geo.streets.features.find((f) => f.properties.code === selected);
  if (street === undefined) return;
  traceArea(sheet, street);
  strokeIn(sheet.pen, colours.acc, 2.6 * sheet.unit);
}
