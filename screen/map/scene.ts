import { Scene, type ILayer } from '@antv/l7';
import { Map as FlatMap } from '@antv/l7-maps/simple';
import type { GeoData } from '../transport/geo.ts';
import { durations, fontFamily } from '../tokens/scale.ts';
import { groundLayers, sceneryLayers, sceneryNames } from './ground.ts';
import { boundsOf, type Bounds } from './shapes.rules.ts';
import { siteLayers, siteRows } from './siteLayer.ts';
import { labelLayers, labelRows, paintBodies, showChosen, streetLayers } from './streetLayers.ts';
import type { MapView } from './view.ts';

export interface MapScene {
  show: (view: MapView) => void;
  /** Fits the district or the selected street into the container as it is now. */
  fit: (isFlight: boolean) => void;
}

/** Camera of the district view (spec 5). */
const camera = { pitch: 44, rotation: -6, center: [118.8275, 32.0655] as [number, number], zoom: 11.6 };

export async function buildScene(container: HTMLDivElement, geo: GeoData, first: MapView, onPick: (code: string) => void): Promise<MapScene> {
  await fontsReady(geo);
  const map = new FlatMap({
    ...camera,
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
  const scene = new Scene({ id: container, map, logoVisible: false, antialias: true });
  await new Promise<void>((resolve) => scene.on('loaded', () => resolve()));
  scene.setBgColor('transparent');

  let view = first;
  const streets = streetLayers(geo, view);
  let text = textLayers();
  const sites = siteLayers(view.sites, view.rem);
  for (const layer of [...groundLayers(geo), streets.bodies, ...sceneryLayers(geo), ...streets.borders, streets.chosen, ...sites, ...text])
    scene.addLayer(layer);
  streets.bodies.on('click', (event: { feature?: { code?: string; properties?: { code?: string } } }) => {
    const code = event.feature?.code ?? event.feature?.properties?.code;
    if (code !== undefined) onPick(code);
  });

  function textLayers(): ILayer[] {
    return [sceneryNames(geo, view.rem), ...labelLayers(labelRows(geo, view.streets), view.rem)];
  }
  function retext(): void {
    for (const layer of text) void scene.removeLayer(layer);
    text = textLayers();
    for (const layer of text) scene.addLayer(layer);
  }

  function show(next: MapView): void {
    const before = view;
    view = next;
    if (changed(before.streets, next.streets, (s) => `${s.code}${s.fill ?? ''}`)) paintBodies(streets.bodies, next);
    if (before.rem !== next.rem) {
      retext();
      sites.forEach((layer) => layer.size(next.rem));
    } else if (changed(before.streets, next.streets, (s) => s.text))
      for (const layer of text.slice(1)) layer.setData(labelRows(geo, next.streets));
    if (changed(before.sites, next.sites, (s) => s.code + s.state)) sites.forEach((layer, i) => layer.setData(siteRows(next.sites, i)));
    if (before.selected !== next.selected) showChosen(streets.chosen, next.selected);
    scene.render();
  }

  function target(): Bounds {
    const chosen = geo.streets.features.filter((f) => f.properties.code === view.selected);
    return boundsOf(chosen.length > 0 ? chosen : geo.streets.features);
  }
  function fit(isFlight: boolean): void {
    const [southWest, northEast] = target();
    scene.fitBounds([[...southWest], [...northEast]], { animate: isFlight, duration: durations.flight });
  }
  fit(false);
  return { show, fit };
}

const changed = <T>(before: readonly T[], after: readonly T[], key: (row: T) => string): boolean =>
  before.length !== after.length || before.some((row, i) => key(row) !== key(after[i] as T));

/** Glyphs are painted once into a texture: a font that arrives later would never be seen there. */
async function fontsReady(geo: GeoData): Promise<void> {
  const words = [...geo.streets.features, ...geo.scenery.features].map((f) => f.properties.name).join('');
  await Promise.all(['700', '600', '400'].map((weight) => document.fonts.load(`${weight} 16px ${fontFamily}`, `${words}0123456789`))).catch(
    () => undefined,
  );
}
