import { mapColours } from '../../tokens/colours.ts';
import type { GeoData } from '../../transport/geo.ts';
import { boundsOf, ringsOf } from '../shapes.rules.ts';
import { strokeIn, traceAll, traceArea, traceLine, traceRings, type Sheet } from './pen.ts';

/** 1.5 km of the graticule (spec 5), in degrees at this latitude, and how far it reaches beyond the district. */
const STEP = { lon: 1500 / 94_350, lat: 1500 / 110_900 };
const REACH = 9;
/** Ground is taken back from under the eye: what lies farther out is off the stage. */
const SHADOW = { blur: 26, right: 5, down: 20 };

/** Everything under the street bodies: graticule, the districts around, and the shadow that the bodies throw. */
export function paintGround(sheet: Sheet, geo: GeoData, hasGraticule: boolean): void {
  const { pen, unit } = sheet;
  pen.lineJoin = 'round';
  if (hasGraticule) paintGraticule(sheet, geo);
  for (const neighbour of geo.neighbours.features) {
    traceArea(sheet, neighbour, 0);
    pen.fillStyle = mapColours.neighbour;
    pen.fill();
    strokeIn(pen, mapColours.neighbourEdge, 1 * unit);
  }
  paintShadow(sheet, geo);
}

function paintGraticule(sheet: Sheet, geo: GeoData): void {
  const [[west, south], [east, north]] = boundsOf(geo.district.features);
  const [lons, lats] = [
    [west - REACH * STEP.lon, east + REACH * STEP.lon],
    [south - REACH * STEP.lat, north + REACH * STEP.lat],
  ] as const;
  sheet.pen.beginPath();
  for (let lon = lons[0]; lon <= lons[1]; lon += STEP.lon)
    for (let lat = lats[0]; lat < lats[1]; lat += STEP.lat) traceLine(sheet, [lon, lat], [lon, lat + STEP.lat], 0);
  for (let lat = lats[0]; lat <= lats[1]; lat += STEP.lat)
    for (let lon = lons[0]; lon < lons[1]; lon += STEP.lon) traceLine(sheet, [lon, lat], [lon + STEP.lon, lat], 0);
  strokeIn(sheet.pen, mapColours.graticule, sheet.unit);
}

function paintShadow(sheet: Sheet, geo: GeoData): void {
  const { pen, unit, projector } = sheet;
  pen.save();
  pen.shadowColor = mapColours.shadow;
  // Shadow lengths are in device pixels, whatever the transform.
  const device = pen.getTransform().a;
  pen.shadowBlur = SHADOW.blur * unit * device;
  pen.shadowOffsetX = SHADOW.right * unit * device;
  pen.shadowOffsetY = SHADOW.down * unit * device;
  pen.fillStyle = mapColours.halo;
  traceRings(
    pen,
    geo.district.features.flatMap((f) => ringsOf(f.geometry).map((ring) => projector.ring(ring, 0))),
  );
  pen.fill();
  pen.restore();
  traceAll(sheet, geo.district, 0);
  strokeIn(pen, mapColours.halo, 2 * unit);
}
