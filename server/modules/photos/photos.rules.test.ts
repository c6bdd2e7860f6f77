import { expect, it } from 'vitest';
import { showPhoto } from './photos.rules.ts';

const sites = [
  { name: '东段', lon: 118.81, lat: 32.06 },
  { name: '西段', lon: 118.79, lat: 32.05 },
];
const photo = { fileId: 3, takenAt: 1, timeFrom: 'picture', placeFrom: 'device' } as const;

it('a picture is held against the nearest site of its project', () => {
  expect(showPhoto({ ...photo, lon: 118.79, lat: 32.051 }, '1.jpg', sites)).toMatchObject({
    ...{ siteName: '西段', distanceM: 111, name: '1.jpg' },
  });
});

it('a picture without a place, or of a project without a site, is nowhere: not at distance zero', () => {
  const nowhere = { siteName: null, distanceM: null };
  expect(showPhoto({ ...photo, lon: null, lat: null }, null, sites)).toMatchObject(nowhere);
  expect(showPhoto({ ...photo, lon: 118.79, lat: 32.05 }, null, [])).toMatchObject(nowhere);
  expect(showPhoto({ fileId: 3 }, null, sites)).toMatchObject({ ...nowhere, takenAt: null, timeFrom: null });
});
