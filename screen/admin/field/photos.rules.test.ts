import { describe, expect, it } from 'vitest';
import type { ShownPhoto } from '../../../contracts/photos.ts';
import { areDraftPhotos, distanceTold, factsOfPhoto, isFar, placeTold, timeTold } from './photos.rules.ts';

const device = { at: 1_000, lon: 118.8, lat: 32.1 };
const silent = { takenAt: null, lon: null, lat: null };

describe('a picture', () => {
  it('is believed before the device that it is chosen on', () => {
    expect(factsOfPhoto({ takenAt: 5, lon: 118.7, lat: 32 }, device)).toEqual({
      ...{ takenAt: 5, timeFrom: 'picture', lon: 118.7, lat: 32, placeFrom: 'picture' },
    });
    expect(factsOfPhoto(silent, device)).toEqual({
      ...{ takenAt: 1_000, timeFrom: 'device', lon: 118.8, lat: 32.1, placeFrom: 'device' },
    });
  });

  it('with a time and no place has the place of the device, and each says where it is from', () => {
    const facts = factsOfPhoto({ ...silent, takenAt: 5 }, device);
    expect(facts).toMatchObject({ timeFrom: 'picture', placeFrom: 'device' });
    expect(factsOfPhoto(silent, { at: 1, lon: null, lat: null })).toMatchObject({ lon: null, placeFrom: null });
  });

  it('tells what is known of it, and by whom', () => {
    const at = Date.UTC(2026, 10, 23, 1, 5);
    const photo: ShownPhoto = {
      ...{ fileId: 1, name: null, takenAt: at, timeFrom: 'picture', lon: 118.8, lat: 32.1, placeFrom: 'device' },
      ...{ siteName: '东段', distanceM: 1_240 },
    };
    expect(timeTold(photo)).toBe('2026-11-23 09:05（照片自带）');
    expect(placeTold(photo)).toBe('118.80000，32.10000（选取时本机）');
    expect(distanceTold(photo)).toBe('距“东段”1.2 千米');
    expect(distanceTold({ ...photo, distanceM: 240 })).toBe('距“东段”240 米');
    expect([timeTold({ takenAt: null, timeFrom: null }), placeTold({ lon: null, lat: null, placeFrom: null })]).toEqual(
      ['拍摄时间不明', '未取得拍摄位置'],
    );
    expect(distanceTold({ ...photo, distanceM: null, siteName: null })).toBe('与工地距离不明');
    expect([isFar(photo), isFar({ distanceM: 500 }), isFar({ distanceM: null })]).toEqual([true, false, false]);
  });
});

it('pictures of a draft are known by their name and where their bytes are', () => {
  const photo = { name: '1.jpg', kept: 3, fileId: null };
  expect(areDraftPhotos([photo, { ...photo, kept: null, fileId: 7 }])).toBe(true);
  for (const none of [null, 'none', [null], [{ ...photo, kept: null }], [{ ...photo, name: 1 }]])
    expect(areDraftPhotos(none)).toBe(false);
});
