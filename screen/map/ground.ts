import { LineLayer, PointLayer, PolygonLayer, type ILayer } from '@antv/l7';
import { mapColours } from '../tokens/colours.ts';
import { fontFamily } from '../tokens/scale.ts';
import type { AreaShape, Feature, GeoData, Position } from '../transport/geo.ts';
import { lifted, liftedFace } from './heights.ts';
import { boundsOf, inParts, middleOf, movedBy, ringsTowardsMiddle } from './shapes.rules.ts';
import type { MapView } from './view.ts';

const flat = { pickingBuffer: 0 } as const;

/** What lies under and on the streets and never changes: neighbours, shadow, lake and hill. */
export function groundLayers(geo: GeoData): ILayer[] {
  const neighbours = new PolygonLayer({ ...flat, zIndex: 0 })
    .source(inParts(geo.neighbours))
    .shape('fill')
    .color(mapColours.neighbour)
    .style({ opacity: 0.75 });
  const neighbourEdges = new LineLayer({ ...flat, zIndex: 1 })
    .source(inParts(geo.neighbours))
    .shape('line')
    .size(1)
    .color(mapColours.neighbourEdge)
    .style({ opacity: 0.6 });
  const shadows = [0.0016, 0.003, 0.0044].map((step, i) =>
    new PolygonLayer({ ...flat, zIndex: 2 })
      .source(movedBy(geo.district, [step * 0.4, -step]))
      .shape('fill')
      .color(mapColours.shadow)
      .style({ opacity: 0.34 - 0.09 * i }),
  );
  return [neighbours, neighbourEdges, ...shadows];
}

/** Lake and hill lie on top of the street bodies. */
export function sceneryLayers(geo: GeoData): ILayer[] {
  const lake = geo.scenery.features.filter((f) => f.properties.kind === 'lake');
  const hill = geo.scenery.features.filter((f) => f.properties.kind !== 'lake');
  const water = new PolygonLayer({ ...flat, zIndex: 5 })
    .source({ type: 'FeatureCollection', features: lake })
    .shape('fill')
    .color(mapColours.lake)
    .style({ opacity: 0.86, ...liftedFace(20) });
  const shore = new LineLayer({ ...flat, zIndex: 6 })
    .source({ type: 'FeatureCollection', features: lake })
    .shape('line')
    .size(0.8)
    .color(mapColours.neighbourEdge)
    .style(lifted(30));
  const rings = hill.map((feature) =>
    new LineLayer({ ...flat, zIndex: 6 })
      .source(ringsTowardsMiddle(feature, [1, 0.8, 0.6, 0.42, 0.26, 0.12]))
      .shape('line')
      .size(1)
      .color(mapColours.hill)
      .style({ opacity: 0.16, ...lifted(30) }),
  );
  return [water, shore, ...rings];
}

/** Names of what a stranger finds his way by: lake, hill, a few landmarks, the districts around. */
export function sceneryNames(geo: GeoData, view: MapView): ILayer {
  const places = geo.scenery.features.map((f) => ({ name: f.properties.name, at: nameAt(f) }));
  const marks = landmarkOrder.slice(0, view.landmarks).flatMap((wanted) => {
    const found = geo.landmarks.features.find((f) => f.properties.name === wanted);
    return found ? [{ name: `▫ ${shortNames[wanted] ?? wanted}`, at: found.geometry.coordinates }] : [];
  });
  const rows = [...places, ...marks].map(({ name, at }) => ({ name, lon: at[0], lat: at[1] }));
  return new PointLayer({ ...flat, zIndex: 12 })
    .source(rows, { parser: { type: 'json', x: 'lon', y: 'lat' } })
    .shape('name', 'text')
    .size(0.875 * view.rem)
    .color(mapColours.sceneryText)
    .style({ fontFamily, stroke: mapColours.halo, strokeWidth: 1.2, textAllowOverlap: true, ...lifted(60) });
}

const shortNames: Readonly<Record<string, string>> = { 玄武区人民政府: '区政府' };

/** A lake's name goes to its southern arm: its middle belongs to the label of the street around it. */
function nameAt(feature: Feature<AreaShape>): Position {
  const [[, south], [east]] = boundsOf([feature]);
  return feature.properties.kind === 'lake' ? [east - 0.009, south + 0.0058] : middleOf(feature);
}

/** In the order they are given up when there is less room. */
const landmarkOrder = ['南京站', '中山陵', '玄武区人民政府', '南京博物院', '南京林业大学'];
