import { keepPicture } from '../../transport/drafts.ts';
import { readPicture } from './exif.rules.ts';
import { factsOfPhoto, type DeviceFacts, type DraftPhoto } from './photos.rules.ts';

const PLACE_MS = 5_000;
/** Where this device is, or nothing: refused, unknown or too slow is no reason to hold anything back. */
const whereIAm = (): Promise<Pick<DeviceFacts, 'lon' | 'lat'>> =>
  new Promise((settle) => {
    const none = () => settle({ lon: null, lat: null });
    // Only a secure context has it.
    if (!('geolocation' in navigator)) return none();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => settle({ lon: coords.longitude, lat: coords.latitude }),
      none,
      { timeout: PLACE_MS, maximumAge: 60_000 },
    );
  });

/** Longest edge of what is sent: a phone's 4,000 pixels are five times the bytes and show a reviewer no more. */
const EDGE = 2_048;
const QUALITY = 0.85;
/** A picture no larger than is looked at. What is small enough goes as it is, with all that its camera wrote into it. */
async function shrink(file: File): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = EDGE / Math.max(image.width, image.height);
    if (scale >= 1) return file;
    const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } finally {
    image.close();
  }
}
const nameFor = (file: File, bytes: Blob): string => (bytes === file ? file.name : file.name.replace(/\.\w+$/, '.jpg'));

/** A picture taken into a draft: its facts read before it is made smaller. Rejects for what is no picture. */
export async function choosePicture(file: File): Promise<DraftPhoto> {
  const at = Date.now();
  const [place, written, bytes] = await Promise.all([whereIAm(), file.arrayBuffer(), shrink(file)]);
  const facts = factsOfPhoto(readPicture(new Uint8Array(written)), { at, ...place });
  return { ...facts, name: nameFor(file, bytes), kept: await keepPicture(bytes), fileId: null };
}
