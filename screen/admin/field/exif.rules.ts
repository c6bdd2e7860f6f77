import type { Instant } from '../../../contracts/glossary.ts';

/** What a camera wrote into a picture: when, and where. */
export interface PictureFacts {
  readonly takenAt: Instant | null;
  readonly lon: number | null;
  readonly lat: number | null;
}
const nothing: PictureFacts = { takenAt: null, lon: null, lat: null };

/** Where the TIFF block of a JPEG's Exif segment begins and ends, or null without one. */
function findTiff(view: DataView): DataView | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 10 < view.byteLength;) {
    const [marker, length] = [view.getUint16(at), view.getUint16(at + 2)];
    if (marker === 0xffda || marker < 0xff00 || length < 2) return null;
    // `Exif`, two zeros, then TIFF.
    const isExif = marker === 0xffe1 && length > 16 && view.getUint32(at + 4) === 0x45786966;
    if (isExif && at + 2 + length <= view.byteLength)
      return new DataView(view.buffer, view.byteOffset + at + 10, length - 8);
    at += 2 + length;
  }
  return null;
}

const ASCII = 2;
const RATIONAL = 5;
interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its value stands within the TIFF block. */
  readonly at: number;
}
type Directory = ReadonlyMap<number, Entry>;

/** One directory of tags. A tag whose value lies outside of the block is left out. */
function readDirectory(tiff: DataView, at: number, little: boolean): Directory {
  const found = new Map<number, Entry>();
  if (at <= 0 || at + 2 > tiff.byteLength) return found;
  const entries = tiff.getUint16(at, little);
  for (let n = 0; n < entries; n += 1) {
    const from = at + 2 + n * 12;
    if (from + 12 > tiff.byteLength) break;
    const type = tiff.getUint16(from + 2, little);
    const count = tiff.getUint32(from + 4, little);
    const size = { [ASCII]: count, [RATIONAL]: count * 8 }[type] ?? 4;
    const value = size <= 4 ? from + 8 : tiff.getUint32(from + 8, little);
    if (value + size <= tiff.byteLength) found.set(tiff.getUint16(from, little), { type, count, at: value });
  }
  return found;
}

const TAG = { exif: 0x8769, gps: 0x8825, taken: 0x9003, zone: 0x9011, latSide: 1, lat: 2, lonSide: 3, lon: 4 } as const;

/** When a camera says it was, `2026:11:23 09:05:00`; without a zone it is the district's. Null for what is no time. */
export function exifTime(text: string, zone: string): Instant | null {
  const said = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text);
  if (said === null) return null;
  const [, year, month, day, time] = said;
  const at = Date.parse(`${year}-${month}-${day}T${time}${/^[+-]\d\d:\d\d$/.test(zone) ? zone : '+08:00'}`);
  return Number.isNaN(at) || at <= 0 ? null : at;
}

/** Within the borders that the wires take; a camera without a fix writes zeros. */
const isPlace = (lon: number, lat: number): boolean => lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;

function factsOf(tiff: DataView): PictureFacts {
  const order = tiff.getUint16(0);
  const little = order === 0x4949;
  if (!little && order !== 0x4d4d) return nothing;
  const text = (directory: Directory, tag: number): string => {
    const entry = directory.get(tag);
    if (entry?.type !== ASCII) return '';
    const codes = Array.from({ length: entry.count }, (_, n) => tiff.getUint8(entry.at + n));
    return String.fromCharCode(...codes.filter((code) => code !== 0));
  };
  /** Degrees, minutes and seconds, each a fraction. */
  const degrees = (directory: Directory, tag: number): number => {
    const entry = directory.get(tag);
    if (entry?.type !== RATIONAL || entry.count !== 3) return NaN;
    const part = (n: number) =>
      tiff.getUint32(entry.at + n * 8, little) / tiff.getUint32(entry.at + n * 8 + 4, little) / 60 ** n;
    return part(0) + part(1) + part(2);
  };
  const first = readDirectory(tiff, tiff.getUint32(4, little), little);
  const within = (tag: number): Directory => {
    const entry = first.get(tag);
    return entry === undefined ? new Map() : readDirectory(tiff, tiff.getUint32(entry.at, little), little);
  };
  const [exif, gps] = [within(TAG.exif), within(TAG.gps)];
  const lat = degrees(gps, TAG.lat) * (text(gps, TAG.latSide) === 'S' ? -1 : 1);
  const lon = degrees(gps, TAG.lon) * (text(gps, TAG.lonSide) === 'W' ? -1 : 1);
  const place = isPlace(lon, lat) ? { lon, lat } : { lon: null, lat: null };
  return { takenAt: exifTime(text(exif, TAG.taken), text(exif, TAG.zone)), ...place };
}

/** What a camera wrote into a JPEG (Exif 2.3: time of taking, GPS). Total: what cannot be read is unknown. */
export function readPicture(bytes: Uint8Array): PictureFacts {
  const tiff = findTiff(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return tiff === null || tiff.byteLength < 8 ? nothing : factsOf(tiff);
}
