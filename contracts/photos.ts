import { Type, type Static } from 'typebox';
import { InstantMs, nullable, oneOf } from './schema.ts';

/** Where a picture's time or place was known from: written in it by the camera, or of the device when it was chosen. */
export const photoSources = ['picture', 'device'] as const;
export type PhotoSource = (typeof photoSources)[number];
export const photoSourceNames: Readonly<Record<PhotoSource, string>> = { picture: '照片自带', device: '选取时本机' };

/** A picture of a site, one of the project's files, with when and where it was taken; unknown is null. */
export const SitePhoto = Type.Object({
  fileId: Type.Integer({ minimum: 1 }),
  takenAt: nullable(InstantMs),
  timeFrom: nullable(oneOf(photoSources)),
  lon: nullable(Type.Number({ minimum: 73, maximum: 136 })),
  lat: nullable(Type.Number({ minimum: 3, maximum: 54 })),
  placeFrom: nullable(oneOf(photoSources)),
});
export type SitePhoto = Static<typeof SitePhoto>;
export const MOST_PHOTOS = 9;

/** A picture as it is shown, held against the nearest of the project's sites. */
export const ShownPhoto = Type.Intersect([
  SitePhoto,
  Type.Object({
    /** The file's name; null once it is no file any more. */
    name: nullable(Type.String()),
    siteName: nullable(Type.String()),
    /** Metres on the ground between where it was taken and that site; null where either is unknown. */
    distanceM: nullable(Type.Integer({ minimum: 0 })),
  }),
]);
export type ShownPhoto = Static<typeof ShownPhoto>;
