import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exifTime, readPicture } from './exif.rules.ts';

type Tag = readonly [tag: number, type: 2 | 4 | 5, value: string | number | readonly number[]];
/** A JPEG that holds nothing but an Exif segment of these directories. */
function pictureOf(exif: readonly Tag[], gps: readonly Tag[], little: boolean): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(600));
  let free = 300;
  const write = (at: number, tags: readonly Tag[]) => {
    tiff.setUint16(at, tags.length, little);
    tags.forEach(([tag, type, value], n) => {
      const from = at + 2 + n * 12;
      tiff.setUint16(from, tag, little);
      tiff.setUint16(from + 2, type, little);
      if (typeof value === 'number') {
        tiff.setUint32(from + 4, 1, little);
        tiff.setUint32(from + 8, value, little);
        return;
      }
      const text = typeof value === 'string' ? [...`${value}\0`].map((one) => one.charCodeAt(0)) : [];
      const size = typeof value === 'string' ? text.length : value.length * 4;
      tiff.setUint32(from + 4, typeof value === 'string' ? size : value.length / 2, little);
      const place = size <= 4 ? from + 8 : free;
      if (size > 4) {
        tiff.setUint32(from + 8, free, little);
        free += size;
      }
      if (typeof value === 'string') text.forEach((code, i) => tiff.setUint8(place + i, code));
      else value.forEach((part, i) => tiff.setUint32(place + i * 4, part, little));
    });
  };
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  write(8, [
    [0x8769, 4, 60],
    [0x8825, 4, 120],
  ]);
  write(60, exif);
  write(120, gps);
  const body = new Uint8Array(tiff.buffer);
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, (body.length + 8) >> 8, (body.length + 8) & 0xff];
  return new Uint8Array([...head, 0x45, 0x78, 0x69, 0x66, 0, 0, ...body, 0xff, 0xda, 0, 2]);
}
const taken: Tag = [0x9003, 2, '2026:11:23 09:05:00'];
/** 32° 3′ 2.44″ N, 118° 47′ 31.12″ E: 玄武区. */
const here: readonly Tag[] = [
  [1, 2, 'N'],
  [2, 5, [32, 1, 3, 1, 244, 100]],
  [3, 2, 'E'],
  [4, 5, [118, 1, 47, 1, 3112, 100]],
];

describe('a picture', () => {
  it.each([true, false])('says when and where it was taken (little-endian: %s)', (little) => {
    const { takenAt, lon, lat } = readPicture(pictureOf([taken], here, little));
    expect(takenAt).toBe(Date.UTC(2026, 10, 23, 1, 5));
    expect(lon).toBeCloseTo(118.791978, 6);
    expect(lat).toBeCloseTo(32.050678, 6);
  });

  it('is of the zone that it names, and of the district’s without one', () => {
    expect(exifTime('2026:11:23 09:05:00', '+00:00')).toBe(Date.UTC(2026, 10, 23, 9, 5));
    expect(exifTime('2026:11:23 09:05:00', '')).toBe(Date.UTC(2026, 10, 23, 1, 5));
    for (const none of ['', '0000:00:00 00:00:00', '2026-11-23', '    :  :     :  :  '])
      expect(exifTime(none, '')).toBeNull();
  });

  it('without a fix has no place: zeros and what lies abroad are none', () => {
    const zeros = here.map(([tag, type, value]): Tag => [tag, type, type === 5 ? [0, 1, 0, 1, 0, 1] : value]);
    const west = here.map(([tag, type, value]): Tag => [tag, type, value === 'E' ? 'W' : value]);
    const broken = here.map(([tag, type, value]): Tag => [tag, type, type === 5 ? [32, 0, 0, 0, 0, 0] : value]);
    for (const gps of [zeros, west, broken, []])
      expect(readPicture(pictureOf([taken], gps, true))).toMatchObject({ lon: null, lat: null });
  });

  it('that cannot be read is unknown, whatever its bytes are', () => {
    const whole = pictureOf([taken], here, true);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (end, at, byte) => {
        const bytes = whole.slice(0, end);
        if (at < end) bytes[at] = byte;
        const { takenAt, lon, lat } = readPicture(bytes);
        expect(takenAt === null || takenAt > 0).toBe(true);
        expect((lon === null) === (lat === null)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(readPicture(bytes)).toEqual({ takenAt: null, lon: null, lat: null });
      }),
    );
  });
});
