import { LineLayer, PointLayer, PolygonLayer, type ILayer } from '@antv/l7';
import { mapColours } from '../tokens/colours.ts';
import { fontFamily } from '../tokens/scale.ts';
import type { GeoData } from '../transport/geo.ts';
import { movedBy, ringsTowardsMiddle } from './shapes.rules.ts';
import { BODY_HEIGHT, lifted } from './heights.ts';

const flat = { pickingBuffer: 0 } as const;

/** What lies under and on the streets and never changes: neighbours, shadow, lake and hill. */
export function groundLayers(geo: GeoData): ILayer[] {
  const neighbours = new PolygonLayer({ ...flat, zIndex: 0 })
    .source(geo.neighbours)
    .shape('fill')
    .color(mapColours.neighbour)
    .style({ opacity: 0.75 });
  const neighbourEdges = new LineLayer({ ...flat, zIndex: 1 })
    .source(geo.neighbours)
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
    .style({ opacity: 0.86, ...lifted(20) });
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

/** Names of what a stranger finds his way by. */
export function sceneryNames(geo: GeoData, rem: number): ILayer {
  const names = geo.scenery.features.map((f) => {
    const ring = f.geometry.type === 'Polygon' ? f.geometry.coordinates[0] : f.geometry.coordinates[0]?.[0];
    const points = ring ?? [];
    const middle = (axis: 0 | 1): number => points.reduce((sum, p) => sum + p[axis], 0) / Math.max(1, points.length);
    return { name: f.properties.name, lon: middle(0), lat: middle(1) };
  });
  return new PointLayer({ ...flat, zIndex: 12 })
    .source(names, { parser: { type: 'json', x: 'lon', y: 'lat' } })
    .shape('name', 'text')
    .size(0.875 * rem)
    .color(mapColours.sceneryText)
    .style({
      fontFamily,
      spacing: 0.5 * rem,
      stroke: mapColours.halo,
      strokeWidth: 1,
      textAllowOverlap: true,
      ...lifted(BODY_HEIGHT * 0.02),
    });
}
