import type { Instant } from '../../../contracts/glossary.ts';
import type { PhotoSource, ShownPhoto, SitePhoto } from '../../../contracts/photos.ts';
import { minuteText } from '../../format/time.ts';
import { photoWords as words } from '../../words/photos.ts';
import type { PictureFacts } from './exif.rules.ts';

/** A picture in a draft. Its bytes are kept in this browser by a number until it is one of the project's files. */
export interface DraftPhoto extends Omit<SitePhoto, 'fileId'> {
  readonly name: string;
  readonly kept: number | null;
  readonly fileId: number | null;
}

/** Where the device was, and when, as a picture was chosen. */
export interface DeviceFacts {
  readonly at: Instant;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** What is known of a picture: what its camera wrote into it; where it is silent, the device at the moment of choosing. */
export function factsOfPhoto(picture: PictureFacts, device: DeviceFacts): Omit<SitePhoto, 'fileId'> {
  const place = (known: { lon: number | null; lat: number | null }, from: PhotoSource) =>
    known.lon === null || known.lat === null ? null : { lon: known.lon, lat: known.lat, placeFrom: from };
  const time =
    picture.takenAt === null
      ? { takenAt: device.at, timeFrom: 'device' as const }
      : { takenAt: picture.takenAt, timeFrom: 'picture' as const };
  const where = place(picture, 'picture') ?? place(device, 'device') ?? { lon: null, lat: null, placeFrom: null };
  return { ...time, ...where };
}

const strange = (one: unknown): boolean => {
  const { name, kept, fileId } = (one ?? {}) as Partial<Record<keyof DraftPhoto, unknown>>;
  return typeof name !== 'string' || (typeof kept !== 'number' && typeof fileId !== 'number');
};
/** Whether these are pictures as a draft of this version keeps them. */
export const areDraftPhotos = (found: unknown): found is readonly DraftPhoto[] =>
  Array.isArray(found) && !found.some(strange);

/** Ground within which a picture counts as taken at the site: a building site and the error of a phone. */
const NEAR_M = 500;
export const isFar = ({ distanceM }: Pick<ShownPhoto, 'distanceM'>): boolean =>
  distanceM !== null && distanceM > NEAR_M;

const source = (from: PhotoSource | null): string => (from === null ? '' : words.source[from]);
/** When a picture was taken, and who says so. */
export const timeTold = ({ takenAt, timeFrom }: Pick<SitePhoto, 'takenAt' | 'timeFrom'>): string =>
  takenAt === null ? words.noTime : minuteText(takenAt) + source(timeFrom);
/** Where it was taken, and who says so. */
export const placeTold = ({ lon, lat, placeFrom }: Pick<SitePhoto, 'lon' | 'lat' | 'placeFrom'>): string =>
  lon === null || lat === null ? words.noPlace : words.place(lon.toFixed(5), lat.toFixed(5)) + source(placeFrom);
/** How far from the site that is. */
export const distanceTold = ({ siteName, distanceM }: ShownPhoto): string =>
  siteName === null || distanceM === null ? words.noDistance : words.distance(siteName, metres(distanceM));
const metres = (m: number): string => (m < 1_000 ? words.metres(m) : words.kilometres((m / 1_000).toFixed(1)));
