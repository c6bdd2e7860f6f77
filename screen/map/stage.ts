import { readGeo } from '../transport/geo.ts';
import type { Backdrop } from './backdrop.ts';
import type { Picked } from './pick.rules.ts';
import type { MapScene } from './scene.ts';
import type { MapView } from './view.ts';

/**
 * One scene for the life of the app: destroying an L7 scene leaves its WebGL context behind (antvis/L7 #1082). Pages take
 * the stage into their box and put it back; nothing is rebuilt.
 */
interface Stage {
  readonly element: HTMLDivElement;
  readonly kind: MapKind;
  readonly scene: Promise<MapScene>;
}
/** Bodies in three dimensions, or the flat map of a browser without WebGL. */
export type MapKind = 'bodies' | 'flat';
let stage: Stage | null = null;
let pick: (picked: Picked) => void = () => undefined;

/** Drawn by a graphics card, by the processor, or not at all. The probe's context is given back at once. */
export type Drawing = 'card' | 'processor' | 'none';

export function drawingPower(): Drawing {
  const canvas = document.createElement('canvas');
  const probe = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (probe === null) return 'none';
  const facts = probe.getExtension('WEBGL_debug_renderer_info');
  const name = facts === null ? '' : String(probe.getParameter(facts.UNMASKED_RENDERER_WEBGL));
  probe.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software/i.test(name) ? 'processor' : 'card';
}

function openStage(first: MapView, power: Drawing): Stage {
  const element = document.createElement('div');
  element.className = 'map-stage';
  const build = async (): Promise<MapScene> => {
    const [{ buildScene }, geo] = await Promise.all([import('./scene.ts'), readGeo()]);
    const raise = async (container: HTMLDivElement): Promise<Backdrop> => {
      if (power === 'none') return (await import('./flat.ts')).layFlat(container, geo, first);
      // Smoothed edges halve the frames of a processor (measured), and cost a card nothing.
      return (await import('./bodies.ts')).raiseBodies(container, geo, power === 'card');
    };
    return buildScene({ element, geo, first, raise, onPick: (picked) => pick(picked) });
  };
  return { element, kind: power === 'none' ? 'flat' : 'bodies', scene: build() };
}

export interface TakenStage {
  readonly scene: MapScene;
  readonly kind: MapKind;
  readonly release: () => void;
}

/** Moves the stage into `box`; `release` takes it out again. */
export async function takeStage(
  box: HTMLElement,
  first: MapView,
  onPick: (picked: Picked) => void,
): Promise<TakenStage> {
  stage ??= openStage(first, drawingPower());
  const taken = stage;
  box.append(taken.element);
  pick = onPick;
  const release = (): void => {
    if (taken.element.parentElement === box) taken.element.remove();
  };
  try {
    return { scene: await taken.scene, kind: taken.kind, release };
  } catch (error) {
    release();
    stage = null;
    throw error;
  }
}

/** Draws the map anew: its pixels can then be read until the present task ends. Does nothing where there is no map. */
export async function redrawMap(): Promise<void> {
  const scene = await stage?.scene.catch(() => undefined);
  await scene?.redraw();
}
