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
  readonly name: string;
}
/** A site that is looked at from near. */
export interface SiteFocus {
  readonly lon: number;
  readonly lat: number;
}
/** Light of a project (domain 7.1); null for one without any basis for a light. */
export type MarkLight = 'red' | 'yellow' | 'green' | 'blue' | null;
export interface ProjectMark {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly light: MarkLight;
  /** The number of the project's card, where cards stand beside the map. */
  readonly label?: string;
}
/** The one alarm that the map points at. */
export interface Beacon {
  readonly lon: number;
  readonly lat: number;
  /** Type and value. */
  readonly title: string;
  /** The project's name. */
  readonly text: string;
}
export interface MapView {
  readonly streets: readonly StreetView[];
  readonly sites: readonly SiteView[];
  readonly projects: readonly ProjectMark[];
  readonly beacon: Beacon | null;
  /** The site that the camera stands close to; null for the district or a street. */
  readonly focus: SiteFocus | null;
  /** After 22:00 the map is a step darker. */
  readonly nightly: boolean;
  readonly selected: string | null;
  /** Which measure the fills and texts are of: when it changes, the map changes at once. */
  readonly measure: string;
  /** Pixels of one rem: text on the map follows the page's type size. */
  readonly rem: number;
  /** How tall the streets stand. */
  readonly bodyMetres: number;
  readonly landmarks: number;
}
