import { Scene, type ILayer } from '@antv/l7';
import { Map as FlatMap } from '@antv/l7-maps/simple';
import type { GeoData, Position } from '../transport/geo.ts';
import { durations, fontFamily } from '../tokens/scale.ts';
import { groundLayers, sceneryLayers, sceneryNames } from './ground.ts';
import { BEARING, frameOf, PITCH } from './camera.rules.ts';
import { cornersOf } from './shapes.rules.ts';
import { siteLayer, siteRows } from './siteLayer.ts';
import { labelLayers, labelRows, paintTops, showChosen, streetLayers } from './streetLayers.ts';
import type { MapView } from './view.ts';

export interface MapScene {
  show: (view: MapView) => void;
  /** Fits the district or the selected street into the container as it is now. */
  fit: (isFlight: boolean) => void;
  /** Draws everything anew, before the present task ends. */
  redraw: () => Promise<void>;
}

/** The part of L7's own map that moves the camera; its wrapper offers no flight with a pitch. */
interface Camera {
  readonly center: Position;
  readonly zoom: number;
  readonly pitch: number;
  readonly bearing: number;
}
interface Flying {
  jumpTo: (camera: Camera) => void;
  easeTo: (camera: Camera & { duration: number }) => void;
}

export interface SceneWish {
  readonly container: HTMLDivElement;
  readonly geo: GeoData;
  readonly first: MapView;
  readonly isSmooth: boolean;
  readonly onPick: (code: string) => void;
}

export async function buildScene({ container, geo, first, isSmooth, onPick }: SceneWish): Promise<MapScene> {
  await fontsReady(geo);
  const map = new FlatMap({
    center: [118.83, 32.065],
    zoom: 11.6,
    pitch: PITCH,
    rotation: BEARING,
    style: 'blank',
    minZoom: 9,
    maxZoom: 16,
    // A wall has no wheel, and on a page that scrolls the wheel belongs to the page.
    scrollZoom: false,
    dragRotate: false,
    keyboard: false,
    boxZoom: false,
    doubleClickZoom: false,
  });
  const scene = new Scene({ id: container, map, logoVisible: false, antialias: isSmooth });
  await new Promise<void>((resolve) => scene.on('loaded', () => resolve()));
  scene.setBgColor('transparent');
  const flying = scene.map as Flying;

  let view = first;
  const streets = streetLayers(geo, view);
  let text = textLayers();
  const sites = siteLayer(view.sites, view.rem);
  const ground = [...groundLayers(geo), streets.bodies, streets.tops, ...sceneryLayers(geo)];
  for (const layer of [...ground, ...streets.borders, streets.chosen, sites, ...text]) {
    scene.addLayer(layer);
    // Shaders are compiled on this thread; a breath in between keeps the live link's heartbeat answered.
    await nextTask();
  }
  streets.tops.on('click', (event: { feature?: { code?: string; properties?: { code?: string } } }) => {
    const code = event.feature?.code ?? event.feature?.properties?.code;
    if (code !== undefined) onPick(code);
  });

  function textLayers(): ILayer[] {
    return [sceneryNames(geo, view), ...labelLayers(labelRows(geo, view.streets), view.rem)];
  }
  function retext(): void {
    for (const layer of text) void scene.removeLayer(layer);
    text = textLayers();
    for (const layer of text) scene.addLayer(layer);
  }

  function show(next: MapView): void {
    const before = view;
    view = next;
    const isResized = before.rem !== next.rem;
    const isRetold = changed(before.streets, next.streets, (s) => s.name + s.text);
    const isRefilled = changed(before.streets, next.streets, (s) => s.code + (s.fill ?? ''));
    const isMarked = changed(before.sites, next.sites, (s) => s.code + s.state);
    const isChosen = before.selected !== next.selected;
    if (isRefilled) paintTops(streets.tops, next);
    if (isResized) retext();
    else if (isRetold) for (const layer of text.slice(1)) layer.setData(labelRows(geo, next.streets));
    if (isResized || isMarked) sites.setData(siteRows(next.sites, next.rem));
    if (isChosen) showChosen(streets.chosen, next.selected);
    // A frame of the whole map for nothing is what a wall without a graphics card can least afford.
    if (isRefilled || isChosen) scene.render();
  }

  function fit(isFlight: boolean): void {
    const chosen = geo.streets.features.filter((f) => f.properties.code === view.selected);
    const { clientWidth: width, clientHeight: height } = container;
    if (width === 0 || height === 0) return;
    const frame = frameOf(cornersOf(chosen.length > 0 ? chosen : geo.streets.features), { width, height }, view.rem);
    const camera = { ...frame, pitch: PITCH, bearing: BEARING };
    if (isFlight) flying.easeTo({ ...camera, duration: durations.flight });
    else flying.jumpTo(camera);
  }
  fit(false);
  /** L7 draws at the end of a chain of settled promises: some turns of the same task later it has. */
  async function redraw(): Promise<void> {
    scene.render();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  }
  return { show, fit, redraw };
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const changed = <T>(before: readonly T[], after: readonly T[], key: (row: T) => string): boolean =>
  before.length !== after.length || before.some((row, i) => key(row) !== key(after[i] as T));

/** Glyphs are painted once into a texture: a font that arrives later would never be seen there. */
async function fontsReady(geo: GeoData): Promise<void> {
  const words = [...geo.streets.features, ...geo.scenery.features].map((f) => f.properties.name).join('');
  await Promise.all(
    ['700', '600', '400'].map((weight) => document.fonts.load(`${weight} 16px ${fontFamily}`, `${words}0123456789`)),
  ).catch(() => undefined);
}
