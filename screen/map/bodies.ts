import { Scene, PolygonLayer, type ILayer } from '@antv/l7';
import { Map as FlatMap } from '@antv/l7-maps/simple';
import { durations } from '../tokens/scale.ts';
import { mapColours } from '../tokens/colours.ts';
import type { GeoData, Position } from '../transport/geo.ts';
import type { Backdrop } from './backdrop.ts';
import {
  BEARING,
  DISTRICT_PITCH,
  frameOf,
  NEAREST_ZOOM,
  projectorOf,
  siteFrameOf,
  STREET_PITCH,
  type Camera,
  type Stage,
} from './camera.rules.ts';
import { BODY_METRES, unitsOf } from './heights.ts';
import { cornersOf } from './shapes.rules.ts';

/** The part of L7's own map that holds the camera; its wrapper offers no flight with a pitch. */
interface OwnMap {
  readonly jumpTo: (camera: Camera) => void;
  readonly easeTo: (camera: Camera & { duration: number }) => void;
  readonly getCenter: () => { lng: number; lat: number };
  readonly getZoom: () => number;
  readonly getPitch: () => number;
  readonly getBearing: () => number;
  readonly on: (event: 'move', listener: () => void) => void;
  readonly dragPan: { enable: () => void; disable: () => void };
  readonly touchZoomRotate: { disableRotation: () => void };
}

const FIRST_ZOOM = 11.6;

/** The extruded streets, raised by L7. They are all it draws: what is flat lies on the sheets below and above. */
export async function raiseBodies(container: HTMLDivElement, geo: GeoData, isSmooth: boolean): Promise<Backdrop> {
  const map = new FlatMap({
    center: [118.83, 32.065],
    zoom: FIRST_ZOOM,
    pitch: DISTRICT_PITCH,
    rotation: BEARING,
    style: 'blank',
    minZoom: 9,
    maxZoom: NEAREST_ZOOM,
    // A wall has no wheel, and on a page that scrolls the wheel belongs to the page.
    scrollZoom: false,
    dragRotate: false,
    touchPitch: false,
    keyboard: false,
    boxZoom: false,
    doubleClickZoom: false,
  });
  const scene = new Scene({ id: container, map, logoVisible: false, antialias: isSmooth });
  await new Promise<void>((resolve) => scene.on('loaded', () => resolve()));
  scene.setBgColor('transparent');
  const own = scene.map as OwnMap;
  own.touchZoomRotate.disableRotation();

  const sides = sidesOf(geo);
  scene.addLayer(sides);
  let tall = BODY_METRES;

  function raise(metres: number): void {
    tall = metres;
    if (metres === 0) sides.hide();
    else sides.size(unitsOf(metres)).show();
  }
  const stage = (): Stage => ({ width: container.clientWidth, height: container.clientHeight });
  const camera = (): Camera => {
    const { lng, lat } = own.getCenter();
    const center: Position = [lng, lat];
    return { center, zoom: own.getZoom(), pitch: own.getPitch(), bearing: own.getBearing() };
  };
  return {
    projector: () => projectorOf(camera(), stage(), tall),
    facesBelow: false,
    paint: () => undefined,
    look(areas, view, isFlight) {
      const pitch = view.selected === null ? DISTRICT_PITCH : STREET_PITCH;
      // Near a site the streets lie flat: its own street's body would stand in front of it.
      const height = view.focus === null ? view.bodyMetres : 0;
      // The scene outlives its pages: another screen's bodies may be of another height.
      if (height !== tall) raise(height);
      const wanted =
        view.focus === null
          ? frameOf(cornersOf(areas), stage(), view.rem, pitch, tall)
          : siteFrameOf([view.focus.lon, view.focus.lat], stage());
      if (isFlight) own.easeTo({ ...wanted, duration: durations.flight });
      else own.jumpTo(wanted);
      return projectorOf(wanted, stage(), tall);
    },
    async redraw() {
      scene.render();
      // L7 draws at the end of a chain of settled promises: some turns of the same task later it has.
      for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    },
    onMove: (moved) => own.on('move', moved),
    takeDrags: (isTaken) => (isTaken ? own.dragPan.enable() : own.dragPan.disable()),
  };
}

/** Lit sides only. Their faces lie on the sheet above: here they would fight with the sides behind them for depth. */
const sidesOf = (geo: GeoData): ILayer =>
  // Taps are told apart by geometry; picking by colour would draw the scene a second time.
  new PolygonLayer({ zIndex: 3, enablePicking: false })
    .source(geo.streets)
    .shape('extrude')
    .size(unitsOf(BODY_METRES))
    .color(mapColours.sideTop)
    .style({
      heightfixed: true,
      pickLight: true,
      topsurface: false,
      raisingHeight: 0,
      // L7 counts up its gradient from the top edge downwards.
      sourceColor: mapColours.sideFoot,
      targetColor: mapColours.sideTop,
    });
