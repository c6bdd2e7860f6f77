import type { ShownPhoto, SitePhoto } from '../../../contracts/photos.ts';
import { metresBetween, type Place } from '../../platform/distance.rules.ts';

export type NamedPlace = Place & { readonly name: string };

/** A picture held against the nearest of its project's sites. Of a report of before, what it does not say is unknown. */
export function showPhoto(
  photo: Partial<SitePhoto> & Pick<SitePhoto, 'fileId'>,
  name: string | null,
  sites: readonly NamedPlace[],
): ShownPhoto {
  const { fileId, takenAt = null, timeFrom = null, lon = null, lat = null, placeFrom = null } = photo;
  const [nearest] =
    lon === null || lat === null
      ? []
      : sites.map((site) => ({ site, metres: metresBetween({ lon, lat }, site) })).sort((a, b) => a.metres - b.metres);
  return {
    ...{ fileId, takenAt, timeFrom, lon, lat, placeFrom, name },
    siteName: nearest?.site.name ?? null,
    distanceM: nearest === undefined ? null : Math.round(nearest.metres),
  };
}
