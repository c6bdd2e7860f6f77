import { MapChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import { init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { mapColours } from '../tokens/colours.ts';
import type { GeoData, Position } from '../transport/geo.ts';
import type { Backdrop } from './backdrop.ts';
import {
  frameOf,
  latOf,
  siteFrameOf,
  worldX,
  worldY,
  type Camera,
  type Projector,
  type Stage,
} from './camera.rules.ts';
import { fillsOf } from './fills.rules.ts';
import { cornersOf } from './shapes.rules.ts';
import type { MapView } from './view.ts';

use([GeoComponent, MapChart, CanvasRenderer]);

const MAP = 'streets';
/** The world's width in units of ECharts' own plane: it is not made for coordinates that differ by a hundred-thousandth. */
const WORLD = 1e6;
const projection = {
  project: ([lon, lat]: Position): Position => [worldX(lon) * WORLD, worldY(lat) * WORLD],
  unproject: ([x, y]: Position): Position => [(x / WORLD) * 360 - 180, latOf(y / WORLD)],
};

/** The same district without WebGL: flat streets from the same outlines, seen from straight above. */
export function layFlat(container: HTMLDivElement, geo: GeoData, first: MapView): Backdrop {
  // Its own type of GeoJSON wants arrays that may be written to.
  registerMap(MAP, structuredClone(geo.streets) as unknown as Parameters<typeof registerMap>[1]);
  const chart = init(container);
  const stage = (): Stage => ({ width: container.clientWidth, height: container.clientHeight });
  let camera = frameOf(cornersOf(geo.streets.features), stage(), first.rem, 0);
  let isDraggable = false;
  let painted = first;

  const paint = (view: MapView): void => {
    painted = view;
    const fills = fillsOf(view);
    const regions = geo.streets.features.map(({ properties: { name, code } }) => ({
      name,
      itemStyle: { areaColor: fills.get(code ?? '') ?? mapColours.missing },
    }));
    chart.setOption({
      animation: false,
      geo: {
        map: MAP,
        projection,
        roam: isDraggable,
        ...{ left: 0, top: 0, right: 0, bottom: 0 },
        boundingCoords: seenBy({ ...camera, bearing: 0 }, stage()),
        itemStyle: { areaColor: mapColours.missing, borderWidth: 0 },
        emphasis: { disabled: true },
        select: { disabled: true },
        label: { show: false },
        regions,
      },
    });
  };
  paint(first);

  const placed = (position: Position): { x: number; y: number } => {
    const [x, y] = chart.convertToPixel('geo', [...position]) as [number, number];
    return { x, y };
  };
  const projector = (): Projector => {
    const [a, b] = [placed(camera.center), placed([camera.center[0], camera.center[1] + 0.01])];
    return {
      stage: stage(),
      bodyMetres: 0,
      at: placed,
      ring: (ring) => ring.map(placed),
      pixelsAMetre: Math.hypot(a.x - b.x, a.y - b.y) / METRES_A_HUNDREDTH,
      flattening: 1,
    };
  };
  return {
    projector,
    facesBelow: true,
    paint,
    look(areas, view) {
      chart.resize();
      const wanted =
        view.focus === null
          ? frameOf(cornersOf(areas), stage(), view.rem, 0)
          : siteFrameOf([view.focus.lon, view.focus.lat], stage(), 0);
      camera = { ...wanted, bearing: 0 };
      // A new frame undoes what a hand has moved.
      chart.clear();
      paint(view);
      return projector();
    },
    // A drawn sheet keeps its pixels.
    redraw: () => Promise.resolve(),
    onMove: (moved) => void chart.on('georoam', moved),
    takeDrags(isTaken) {
      isDraggable = isTaken;
      paint(painted);
    },
  };
}
/** A hundredth of a degree of latitude. */
const METRES_A_HUNDREDTH = 1109;

/** North-west and south-east corner of what a camera from straight above sees. */
function seenBy({ center, zoom }: Camera, { width, height }: Stage): [Position, Position] {
  const scale = 512 * 2 ** zoom;
  const [x, y] = [worldX(center[0]), worldY(center[1])];
  const corner = (sx: number, sy: number): Position => [
    (x + (sx * width) / 2 / scale) * 360 - 180,
    latOf(y + (sy * height) / 2 / scale),
  ];
  return [corner(-1, -1), corner(1, 1)];
}
