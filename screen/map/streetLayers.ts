import { LineLayer, PointLayer, PolygonLayer, type ILayer } from '@antv/l7';
import { mapColours, colours } from '../tokens/colours.ts';
import { fontFamily } from '../tokens/scale.ts';
import type { GeoData } from '../transport/geo.ts';
import { BODY_HEIGHT, lifted } from './heights.ts';
import type { MapView, StreetView } from './view.ts';

export interface StreetLayers {
  readonly bodies: ILayer;
  readonly borders: readonly ILayer[];
  readonly chosen: ILayer;
}

/** Bodies of one common height, their borders, and the outline of the selected one. */
export function streetLayers(geo: GeoData, view: MapView): StreetLayers {
  const bodies = new PolygonLayer({ zIndex: 3 })
    .source(geo.streets)
    .shape('extrude')
    .size(BODY_HEIGHT)
    .active(false)
    .style({
      heightfixed: true,
      pickLight: true,
      raisingHeight: 0,
      sourceColor: mapColours.sideTop,
      targetColor: mapColours.sideFoot,
    });
  paintBodies(bodies, view);
  const line = (size: number, colour: string, metres: number, zIndex: number): ILayer =>
    new LineLayer({ zIndex, pickingBuffer: 0 }).source(geo.streets).shape('line').size(size).color(colour).style(lifted(metres));
  const edge = new LineLayer({ zIndex: 8, pickingBuffer: 0 })
    .source(geo.district)
    .shape('line')
    .size(1.6)
    .color(mapColours.districtEdge)
    .style(lifted(46));
  const chosen = line(2.6, colours.acc, 60, 9);
  showChosen(chosen, view.selected);
  return { bodies, borders: [line(2.4, mapColours.borderDark, 36, 7), line(0.8, mapColours.borderLight, 40, 7), edge], chosen };
}

export function paintBodies(bodies: ILayer, view: MapView): void {
  const fills = new Map(view.streets.map((s) => [s.code, s.fill]));
  bodies.color('code', (code: string) => fills.get(code) ?? mapColours.missing);
}

export const showChosen = (chosen: ILayer, selected: string | null): void =>
  void chosen.filter('code', (code: string) => code === selected);

interface LabelRow {
  readonly code: string;
  readonly name: string;
  readonly text: string;
  readonly lon: number;
  readonly lat: number;
}
export function labelRows(geo: GeoData, streets: readonly StreetView[]): LabelRow[] {
  return geo.streets.features.flatMap((f) => {
    const shown = streets.find((s) => s.code === f.properties.code);
    const [lon, lat] = f.properties.label ?? [0, 0];
    return shown ? [{ code: shown.code, name: shown.name, text: shown.text, lon, lat }] : [];
  });
}

/** Name above, value below, both with a dark halo; figures are larger than names so that they are read first. */
export function labelLayers(rows: readonly LabelRow[], rem: number): ILayer[] {
  const layer = (field: 'name' | 'text', size: number, weight: string, dy: number): ILayer =>
    new PointLayer({ zIndex: 14, pickingBuffer: 0 })
      .source([...rows], { parser: { type: 'json', x: 'lon', y: 'lat' } })
      .shape(field, 'text')
      .size(size * rem)
      .color(colours.t1)
      .style({
        fontFamily,
        fontWeight: weight,
        textOffset: [0, dy * rem],
        textAllowOverlap: true,
        stroke: mapColours.halo,
        strokeWidth: 2.2,
        halo: 0.4,
        ...lifted(80),
      });
  return [layer('name', 1, '700', 0.62), layer('text', 1.375, '600', -0.62)];
}
