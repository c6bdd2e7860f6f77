import { LineLayer, PointLayer, PolygonLayer, type ILayer } from '@antv/l7';
import { mapColours, colours } from '../tokens/colours.ts';
import { fontFamily } from '../tokens/scale.ts';
import type { GeoData } from '../transport/geo.ts';
import { BODY_HEIGHT, lifted, liftedFace } from './heights.ts';
import type { MapView, StreetView } from './view.ts';

export interface StreetLayers {
  readonly bodies: ILayer;
  /** Flat faces on the bodies: unlit, so that a fill is exactly the colour the legend shows. */
  readonly tops: ILayer;
  readonly borders: readonly ILayer[];
  readonly chosen: ILayer;
}

/** Bodies of one common height, their borders, and the outline of the selected one. */
export function streetLayers(geo: GeoData, view: MapView): StreetLayers {
  const bodies = new PolygonLayer({ zIndex: 3 })
    .source(geo.streets)
    .shape('extrude')
    .size(BODY_HEIGHT)
    .color(mapColours.sideTop)
    .style({
      heightfixed: true,
      pickLight: true,
      // The faces are drawn apart, unlit; two at one height would fight for depth.
      topsurface: false,
      raisingHeight: 0,
      sourceColor: mapColours.sideTop,
      targetColor: mapColours.sideFoot,
    });
  const tops = new PolygonLayer({ zIndex: 4 }).source(geo.streets).shape('fill').style(liftedFace(8));
  paintTops(tops, view);
  const line = (size: number, colour: string, metres: number, zIndex: number): ILayer =>
    new LineLayer({ zIndex, pickingBuffer: 0 })
      .source(geo.streets)
      .shape('line')
      // The page is drawn for 16 pixels a rem.
      .size((size * view.rem) / 16)
      .color(colour)
      .style(lifted(metres));
  const edge = new LineLayer({ zIndex: 8, pickingBuffer: 0 })
    .source(geo.district)
    .shape('line')
    .size((1.3 * view.rem) / 16)
    .color(mapColours.districtEdge)
    .style(lifted(46));
  const chosen = line(2.6, colours.acc, 60, 9);
  showChosen(chosen, view.selected);
  return {
    bodies,
    tops,
    borders: [line(2, mapColours.borderDark, 36, 7), line(0.7, mapColours.borderLight, 40, 7), edge],
    chosen,
  };
}

export function paintTops(tops: ILayer, view: MapView): void {
  const fills = new Map(view.streets.map((s) => [s.code, s.fill]));
  tops.color('code', (code: string) => fills.get(code) ?? mapColours.missing);
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
        // In L7's own ems of 24 pixels: it scales them with the text itself.
        textOffset: [0, dy],
        textAllowOverlap: true,
        stroke: mapColours.halo,
        strokeWidth: 1.6,
        ...lifted(80),
      });
  return [layer('name', 1, '700', 12), layer('text', 1.375, '600', -12)];
}
