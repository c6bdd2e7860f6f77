import type { SiteState } from '../live/selectors.ts';

/** What the map is to show, as plain values: the page decides, the scene draws. */
export interface StreetView {
  readonly code: string;
  readonly name: string;
  /** Fill; null for a street without a value. */
  readonly fill: string | null;
  readonly text: string;
}
export interface SiteView {
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
  readonly state: SiteState;
}
export interface MapView {
  readonly streets: readonly StreetView[];
  readonly sites: readonly SiteView[];
  readonly selected: string | null;
  /** Which measure the fills and texts are of: when it changes, the map changes at once. */
  readonly measure: string;
  /** Pixels of one rem: text on the map follows the page's type size. */
  readonly rem: number;
  readonly landmarks: number;
}
