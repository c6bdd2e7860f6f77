import { readGeo } from '../transport/geo.ts';
import type { MapScene } from './scene.ts';
import type { MapView } from './view.ts';

/**
 * One scene for the life of the app: destroying an L7 scene leaves its WebGL context behind (antvis/L7 #1082). Pages take
 * the stage into their box and put it back; nothing is rebuilt.
 */
interface Stage {
  readonly element: HTMLDivElement;
  readonly scene: Promise<MapScene>;
}
let stage: Stage | null = null;
let pick: (code: string) => void = () => undefined;

export type StageFailure = 'no-webgl' | 'failed';

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

function openStage(first: MapView, isSmooth: boolean): Stage {
  const element = document.createElement('div');
  element.className = 'map-stage';
  const build = async (): Promise<MapScene> => {
    const [{ buildScene }, geo] = await Promise.all([import('./scene.ts'), readGeo()]);
    return buildScene({ container: element, geo, first, isSmooth, onPick: (code) => pick(code) });
  };
  return { element, scene: build() };
}

/** Moves the stage into `box`; the returned function takes it out again. */
export async function takeStage(
  box: HTMLElement,
  first: MapView,
  onPick: (code: string) => void,
): Promise<{ scene: MapScene; release: () => void }> {
  if (stage === null) {
    const power = drawingPower();
    if (power === 'none') throw new StageError('no-webgl');
    // Smoothed edges halve the frames of a processor (measured), and cost a card nothing.
    stage = openStage(first, power === 'card');
  }
  const taken = stage;
  box.append(taken.element);
  pick = onPick;
  const release = (): void => {
    if (taken.element.parentElement === box) taken.element.remove();
  };
  try {
    return { scene: await taken.scene, release };
  } catch (error) {
    release();
    stage = null;
    throw error instanceof StageError ? error : new StageError('failed', { cause: error });
  }
}

/** Draws the map anew: its pixels can then be read until the present task ends. Does nothing where there is no map. */
export async function redrawMap(): Promise<void> {
  const scene = await stage?.scene.catch(() => undefined);
  await scene?.redraw();
}

export class StageError extends Error {
  override readonly name = 'StageError';
  constructor(
    readonly reason: StageFailure,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
