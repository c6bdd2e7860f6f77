import { colours, mapColours } from '../../tokens/colours.ts';
import type { Position } from '../../transport/geo.ts';
import { mapWords } from '../../words/map.ts';
import { circleOf, SITE_RINGS, squaresOf } from '../site.rules.ts';
import type { MapView, SiteFocus } from '../view.ts';
import { strokeIn, traceRings, type Sheet } from './pen.ts';
import { write } from './texts.paint.ts';

/** Squares of 100 m on the ground around a site: they show distance where there is no street plan. */
export function paintSquares(sheet: Sheet, focus: SiteFocus): void {
  const lines = squaresOf([focus.lon, focus.lat]).map((line) => sheet.projector.ring(line));
  traceRings(sheet.pen, lines);
  strokeIn(sheet.pen, mapColours.siteSquare, sheet.unit);
}

/** Rings at 100 and 200 m, each with its distance where it lies farthest to the right. */
export function paintRings({ pen, projector, unit }: Sheet, { lon, lat }: SiteFocus, rem: number): void {
  const middle: Position = [lon, lat];
  for (const metres of SITE_RINGS) {
    const ring = projector.ring(circleOf(middle, metres));
    traceRings(pen, [ring]);
    pen.fillStyle = mapColours.siteRingFill;
    pen.fill();
    strokeIn(pen, mapColours.siteRing, 1.4 * unit);
    const right = ring.reduce((best, p) => (p.x > best.x ? p : best));
    pen.textAlign = 'center';
    write(pen, mapWords.metres(metres), right, 'landmark', rem, colours.t2);
  }
}

/** Names of the sites that are seen, beside their marks. */
export function paintSiteNames({ pen, projector, unit }: Sheet, view: MapView): void {
  pen.textAlign = 'center';
  for (const { lon, lat, name } of view.sites) {
    const { x, y } = projector.at([lon, lat]);
    if (x < 0 || y < 0 || x > projector.stage.width || y > projector.stage.height) continue;
    write(pen, name, { x, y: y - 20 * unit }, 'landmark', view.rem, colours.t1);
  }
}
