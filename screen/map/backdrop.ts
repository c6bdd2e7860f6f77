import type { AreaShape, Feature } from '../transport/geo.ts';
import type { Projector } from './camera.rules.ts';
import type { MapView } from './view.ts';

/** What draws the street bodies and holds the camera: L7, or ECharts where there is no WebGL. */
export interface Backdrop {
  /** Where things stand now. */
  readonly projector: () => Projector;
  /** Whether it fills the streets itself; otherwise the sheet above does. */
  readonly facesBelow: boolean;
  readonly paint: (view: MapView) => void;
  /** Turns the camera to areas, or to the view's site, and says where things will stand then. */
  readonly look: (areas: readonly Feature<AreaShape>[], view: MapView, isFlight: boolean) => Projector;
  /** Draws everything anew, before the present task ends. */
  readonly redraw: () => Promise<void>;
  readonly onMove: (moved: () => void) => void;
  /** Whether one finger moves the map or scrolls the page it is on. */
  readonly takeDrags: (isTaken: boolean) => void;
}
