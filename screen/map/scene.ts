import { fontFamily } from '../tokens/scale.ts';
import type { GeoData } from '../transport/geo.ts';
import type { Backdrop } from './backdrop.ts';
import { Board } from './board.ts';
import type { Projector } from './camera.rules.ts';
import { watchFrames } from './frames.ts';
import type { Box } from './marks.rules.ts';
import { REACH, type Picked } from './pick.rules.ts';
import { mapProfile } from './profile.ts';
import { onTaps, watchHand } from './taps.ts';
import type { MapView } from './view.ts';

/** After a hand's last movement the names find new places. */
const SETTLE_MS = 250;
const FLIGHT_WATCH_MS = 1000;

export interface MapScene {
  show: (view: MapView) => void;
  /** Fits the district or the selected street into the container as it is now. */
  fit: (isFlight: boolean) => void;
  readonly projector: () => Projector;
  /** What a street's name covers of the stage. */
  readonly nameBox: (code: string) => Box | null;
  /** Called after every change of the camera; one listener, the page that has the stage. */
  readonly follow: (moved: (byHand: boolean) => void) => void;
  /** Draws everything anew, before the present task ends. */
  readonly redraw: () => Promise<void>;
  readonly takeDrags: (isTaken: boolean) => void;
}
export interface SceneWish {
  readonly element: HTMLDivElement;
  readonly geo: GeoData;
  readonly first: MapView;
  readonly raise: (container: HTMLDivElement) => Promise<Backdrop>;
  readonly onPick: (picked: Picked) => void;
}

/** Puts sheets, bodies and gestures together. */
export async function buildScene({ element, geo, first, raise, onPick }: SceneWish): Promise<MapScene> {
  await fontsReady(geo);
  const board = new Board(geo);
  const container = document.createElement('div');
  container.className = 'map-bodies';
  element.append(board.under, container, board.over);
  const backdrop = await raise(container);
  board.hasFaces = !backdrop.facesBelow;

  let view = first;
  let isFlying = false;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let follower: (byHand: boolean) => void = () => undefined;
  const projector = (): Projector => backdrop.projector();
  const isHeld = watchHand(container);

  backdrop.onMove(() => {
    board.draw(view, projector());
    follower(isHeld() && !isFlying);
    if (isFlying) return;
    if (isHeld()) watchFrames(SETTLE_MS);
    clearTimeout(settle);
    settle = setTimeout(rearrange, SETTLE_MS);
  });
  onTaps(container, (at, kind) => {
    const picked = board.pick(at, REACH[kind], projector());
    if (picked !== null) onPick(picked);
  });

  function rearrange(): void {
    board.layOut(view, projector());
    board.draw(view, projector());
    follower(false);
  }

  function show(next: MapView): void {
    const isMoved = next.projects !== view.projects && placesOf(next) !== placesOf(view);
    const isLaidAnew = next.rem !== view.rem || next.landmarks !== view.landmarks || isMoved;
    const isDrawnAnew = isLaidAnew || inkOf(next) !== inkOf(view);
    view = next;
    backdrop.paint(view);
    if (isLaidAnew) rearrange();
    else if (isDrawnAnew) board.drawOver(view, projector());
  }

  function fit(wantsFlight: boolean): void {
    const { clientWidth: width, clientHeight: height } = container;
    if (width === 0 || height === 0) return;
    const chosen = geo.streets.features.filter((f) => f.properties.code === view.selected);
    const isFlight = wantsFlight && mapProfile.value === 'full';
    if (isFlight) watchFrames(FLIGHT_WATCH_MS);
    clearTimeout(settle);
    isFlying = true;
    const target = backdrop.look(chosen.length > 0 ? chosen : geo.streets.features, view, isFlight);
    board.layOut(view, target);
    board.draw(view, isFlight ? projector() : target);
    follower(false);
    isFlying = isFlight;
    if (isFlight) settle = setTimeout(() => void (isFlying = false), FLIGHT_WATCH_MS);
  }
  fit(false);
  return {
    show,
    fit,
    projector,
    nameBox: (code) => board.nameBox(code, view, projector()),
    follow: (moved) => void (follower = moved),
    redraw: backdrop.redraw,
    takeDrags: backdrop.takeDrags,
  };
}

const placesOf = (view: MapView): string => view.projects.map((p) => `${p.id},${p.lon},${p.lat}`).join();
/** All that the sheet above shows of a view, for telling whether it has to be drawn again. */
const inkOf = (view: MapView): string =>
  JSON.stringify([view.streets, view.sites, view.projects, view.selected, view.focus]);

/** A canvas takes the font it finds; one that arrives later would never be seen there. */
async function fontsReady(geo: GeoData): Promise<void> {
  const words = [geo.streets, geo.scenery, geo.landmarks, geo.neighbours].flatMap((c) =>
    c.features.map((f) => f.properties.name),
  );
  await Promise.all(
    ['700', '600', '400'].map((weight) =>
      document.fonts.load(`${weight} 16px ${fontFamily}`, `${words.join('')}0123456789`),
    ),
  ).catch(() => undefined);
}
