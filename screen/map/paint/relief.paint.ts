import { mapColours } from '../../tokens/colours.ts';
import type { AreaShape, Feature, GeoData, Position } from '../../transport/geo.ts';
import { contoursOf, type Contour } from '../contours.rules.ts';
import { boundsOf, ringsOf } from '../shapes.rules.ts';
import { strokeIn, traceArea, traceRings, type Sheet } from './pen.ts';

const SHARES = [0.97, 0.86, 0.75, 0.64, 0.53, 0.43, 0.33, 0.24, 0.16, 0.09];
/** Each height line stands a little above the last. */
const STEP_METRES = 22;
const DEPTHS = [0.84, 0.66];

export interface Relief {
  readonly lakes: readonly Feature<AreaShape>[];
  readonly hills: readonly (readonly Contour[])[];
}
export const reliefOf = (geo: GeoData): Relief => ({
  lakes: geo.scenery.features.filter((f) => f.properties.kind === 'lake'),
  hills: geo.scenery.features.filter((f) => f.properties.kind === 'hill').map((f) => contoursOf(f, SHARES)),
});

/** Lake and hill, on top of the street bodies. */
export function paintRelief(sheet: Sheet, relief: Relief): void {
  for (const lake of relief.lakes) paintLake(sheet, lake);
  for (const hill of relief.hills) paintHill(sheet, hill);
}

/** Sunk a little: the near shore lies in its own shade. */
function paintLake(sheet: Sheet, lake: Feature<AreaShape>): void {
  const { pen, unit } = sheet;
  traceArea(sheet, lake);
  pen.fillStyle = mapColours.lake;
  pen.fill('evenodd');
  pen.save();
  pen.clip('evenodd');
  const [[west, south], [east, north]] = boundsOf([lake]);
  const middle: Position = [(west + east) / 2, (south + north) / 2];
  for (const share of DEPTHS) {
    const ring = (ringsOf(lake.geometry)[0] ?? []).map(([x, y]): Position => [
      middle[0] + (x - middle[0]) * share,
      middle[1] + (y - middle[1]) * share,
    ]);
    traceRings(pen, [sheet.projector.ring(ring)]);
    strokeIn(pen, mapColours.lakeDepth, 1.2 * unit);
  }
  pen.translate(1.5 * unit, 3 * unit);
  traceArea(sheet, lake);
  strokeIn(pen, mapColours.lakeShade, 4 * unit);
  pen.restore();
  traceArea(sheet, lake);
  strokeIn(pen, mapColours.lakeEdge, 1 * unit);
}

/** Terraces: every height line throws a shade to the south-east and is a little lighter than the one below. */
function paintHill({ pen, projector, unit }: Sheet, contours: readonly Contour[]): void {
  contours.forEach(({ ring }, step) => {
    const line = projector.ring(ring, projector.bodyMetres + step * STEP_METRES);
    pen.save();
    pen.translate(1.6 * unit, 2.6 * unit);
    traceRings(pen, [line]);
    pen.fillStyle = mapColours.hillShade;
    pen.fill();
    pen.restore();
    traceRings(pen, [line]);
    pen.fillStyle = mapColours.hillLight;
    pen.fill();
    strokeIn(pen, mapColours.hillLine, 1 * unit);
  });
}
