import type { AreaShape, Feature, GeoData, Position } from '../transport/geo.ts';
import type { Point, Projector } from './camera.rules.ts';
import { lightOrder } from './marks.ts';
import type { Box, PlacedMark } from './marks.rules.ts';
import { boundsOf, isWithin, ringsOf } from './shapes.rules.ts';
import { textSizes } from './textSizes.ts';
import type { MapView } from './view.ts';

/** Width of a text in pixels. */
export type MeasureText = (text: string, role: keyof typeof textSizes) => number;

export interface Name {
  readonly name: string;
  readonly at: Position;
}
/** Where names go under one camera. They keep their offsets while the camera moves. */
export interface Layout {
  /** From a street's own anchor to the middle of its label, in pixels. */
  readonly offsets: ReadonlyMap<string, Point>;
  readonly scenery: readonly Name[];
  readonly landmarks: readonly (Name & { readonly side: 'left' | 'right' })[];
  readonly neighbours: readonly Name[];
}

const touches = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const around = ({ x, y }: Point, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

/** Size of a street's label; when another street is looked at it is its name only. */
export function labelSize(view: MapView, code: string, measure: MeasureText): { width: number; height: number } {
  const street = view.streets.find((s) => s.code === code);
  if (street === undefined) return { width: 0, height: 0 };
  if (view.selected !== null && view.selected !== code)
    return { width: measure(street.name, 'quiet'), height: 1.4 * textSizes.quiet.rem * view.rem };
  const width = Math.max(measure(street.name, 'street'), measure(street.text, 'value'));
  return { width, height: 1.12 * (textSizes.street.rem + textSizes.value.rem) * view.rem };
}

export function layOut(
  geo: GeoData,
  view: MapView,
  projector: Projector,
  marks: readonly PlacedMark[],
  measure: MeasureText,
): Layout {
  const offsets = new Map<string, Point>();
  const taken = legendCorners(view, projector);
  for (const street of geo.streets.features) {
    const { code, label } = street.properties;
    if (code === undefined || label === undefined) continue;
    const size = labelSize(view, code, measure);
    const offset = bestOffset(street, projector, marks, taken, size);
    offsets.set(code, offset);
    const { x, y } = projector.at(label);
    taken.push(around({ x: x + offset.x, y: y + offset.y }, size.width + 6, size.height + 4));
  }
  const scenery = geo.scenery.features.flatMap((f) => {
    const box = { width: measure(f.properties.name, 'scenery') + 8, height: 1.5 * view.rem };
    const at = freePlace(f, projector, taken, box);
    if (at === null) return [];
    taken.push(around(projector.at(at), box.width, box.height));
    return [{ name: f.properties.name, at }];
  });
  const landmarks = placeLandmarks(geo, view, projector, taken, measure);
  return { offsets, scenery, landmarks, neighbours: placeNeighbours(geo, view, projector) };
}

/** A label may leave its anchor a little, to hide fewer marks: those of high risk above all. */
function bestOffset(
  street: Feature<AreaShape>,
  { at, ring }: Projector,
  marks: readonly PlacedMark[],
  taken: readonly Box[],
  { width, height }: { width: number; height: number },
): Point {
  const anchor = at(street.properties.label ?? [0, 0]);
  const rings = ringsOf(street.geometry).map((r) => ring(r));
  const near = marks.filter((m) => Math.abs(m.x - anchor.x) < 2 * width && Math.abs(m.y - anchor.y) < 3 * height);
  let best = { x: 0, y: 0, cost: Infinity };
  for (const down of [0, -0.35, 0.35, -0.7, 0.7, -1, 1])
    for (const across of [0, -0.2, 0.2, -0.4, 0.4, -0.7, 0.7]) {
      const offset = { x: across * width, y: down * height };
      const box = around({ x: anchor.x + offset.x, y: anchor.y + offset.y }, width, height);
      const outside = [box.left, box.right].flatMap((x) =>
        [box.top, box.bottom].filter((y) => !isWithin(rings, x, y)),
      ).length;
      const hidden = near
        .filter((m) => touches(box, around(m, m.size, m.size)))
        .reduce((sum, m) => sum + (hidingCosts[m.rank] ?? 1), 0);
      const isAstray = !isWithin(rings, anchor.x + offset.x, anchor.y + offset.y);
      const cost =
        (isAstray ? 60 : 0) +
        6 * outside +
        50 * taken.filter((other) => touches(box, other)).length +
        hidden +
        3 * Math.abs(down) +
        3 * Math.abs(across);
      if (cost < best.cost) best = { ...offset, cost };
    }
  return { x: best.x, y: best.y };
}
const hidingCosts = lightOrder.map((light) => ({ none: 1, green: 1, blue: 4, yellow: 8, red: 40 })[light]);

/** The place within an outline, nearest to its middle, where a name touches nothing; null without one. */
function freePlace(
  feature: Feature<AreaShape>,
  { at, ring }: Projector,
  taken: readonly Box[],
  { width, height }: { width: number; height: number },
): Position | null {
  const [[west, south], [east, north]] = boundsOf([feature]);
  const rings = ringsOf(feature.geometry).map((r) => ring(r));
  const middle = at([(west + east) / 2, (south + north) / 2]);
  let best: { at: Position; cost: number } | null = null;
  for (let i = 1; i < 24; i += 1)
    for (let j = 1; j < 24; j += 1) {
      const place: Position = [west + ((east - west) * i) / 24, south + ((north - south) * j) / 24];
      const point = at(place);
      const box = around(point, width, height);
      const isFree =
        isWithin(rings, box.left, point.y) &&
        isWithin(rings, box.right, point.y) &&
        isWithin(rings, point.x, point.y) &&
        !taken.some((other) => touches(box, other));
      const cost = Math.hypot(point.x - middle.x, point.y - middle.y);
      if (isFree && cost < (best?.cost ?? Infinity)) best = { at: place, cost };
    }
  return best?.at ?? null;
}

/** In the order they are given up when there is less room. */
const landmarkOrder = ['南京站', '中山陵', '玄武区人民政府', '南京博物院', '明孝陵', '南京林业大学', '红山森林动物园'];
const shortNames: Readonly<Record<string, string>> = { 玄武区人民政府: '区政府' };

function placeLandmarks(
  geo: GeoData,
  view: MapView,
  { at, stage }: Projector,
  taken: Box[],
  measure: MeasureText,
): Layout['landmarks'] {
  const gap = 0.9 * view.rem;
  const places = landmarkOrder.flatMap((wanted) => {
    const found = geo.landmarks.features.find((f) => f.properties.name === wanted);
    if (found === undefined) return [];
    const name = shortNames[wanted] ?? wanted;
    const position = found.geometry.coordinates;
    const { x, y } = at(position);
    if (x < 0 || y < 0 || x > stage.width || y > stage.height) return [];
    const width = measure(name, 'landmark') + gap;
    const side = (['right', 'left'] as const).find((s) => {
      const middle = { x: x + (s === 'right' ? 1 : -1) * (width / 2), y };
      const box = around(middle, width + 8, 1.3 * view.rem);
      if (box.left < 0 || box.right > stage.width || taken.some((other) => touches(box, other))) return false;
      taken.push(box);
      return true;
    });
    return side === undefined ? [] : [{ name, at: position, side }];
  });
  return places.slice(0, view.landmarks);
}

/** What stands over the map: the measures along its top, the legend and the note at its feet. */
const legendCorners = ({ rem }: MapView, { stage }: Projector): Box[] => [
  { left: 0, top: 0, right: stage.width, bottom: 3.5 * rem },
  { left: 0, top: stage.height - 8 * rem, right: 20 * rem, bottom: stage.height },
  { left: stage.width - 9 * rem, top: stage.height - 3 * rem, right: stage.width, bottom: stage.height },
];

/** Names of the districts around go where most of them is seen, outside of the bodies and of the corners with legends. */
function placeNeighbours(geo: GeoData, view: MapView, projector: Projector): Name[] {
  const { at, ring, stage } = projector;
  const bodies = geo.district.features.flatMap((f) => ringsOf(f.geometry).flatMap((r) => [ring(r), ring(r, 0)]));
  const margin = 1.5 * view.rem;
  const reserved = legendCorners(view, projector);
  const size = { width: 4 * view.rem, height: 1.6 * view.rem };
  const isFree = (p: Point): boolean => {
    const box = around(p, size.width, size.height);
    const isOn = box.left > margin && box.right < stage.width - margin && box.bottom < stage.height - margin;
    const rim = [
      [0, 0],
      [-1, 0],
      [1, 0],
      [0, -1.2],
      [0, 1.2],
    ] as const;
    return (
      isOn &&
      !reserved.some((other) => touches(box, other)) &&
      !rim.some(([dx, dy]) => bodies.some((r) => isWithin([r], p.x + dx * size.width * 0.75, p.y + dy * size.height)))
    );
  };
  return geo.neighbours.features.flatMap((f) => {
    const ground = ringsOf(f.geometry).map((r) => ring(r, 0));
    const [[west, south], [east, north]] = boundsOf([f]);
    const free: { at: Position; point: Point }[] = [];
    for (let i = 1; i < 60; i += 1)
      for (let j = 1; j < 60; j += 1) {
        const place: Position = [west + ((east - west) * i) / 60, south + ((north - south) * j) / 60];
        const point = at(place, 0);
        if (isFree(point) && isWithin(ground, point.x, point.y)) free.push({ at: place, point });
      }
    if (free.length < 3) return [];
    const mean = (axis: 'x' | 'y'): number => free.reduce((sum, p) => sum + p.point[axis], 0) / free.length;
    const [x, y] = [mean('x'), mean('y')];
    const far = (p: Point): number => Math.hypot(p.x - x, p.y - y);
    const best = free.reduce((a, b) => (far(b.point) < far(a.point) ? b : a));
    return [{ name: f.properties.name, at: best.at }];
  });
}
