import { currentTime } from '../live/clock.ts';
import type { FrameHandlers, FrameSource, StreamState } from '../transport/cameraFrames.ts';
import { colours } from '../tokens/colours.ts';
import { fontFamily } from '../tokens/scale.ts';
import { sampleNames } from '../words/parts.ts';

/** What each sample camera does; `age` is how old its only frame is, null: it has none. */
const cameras: Readonly<Record<string, { readonly state: StreamState; readonly age: number | null }>> = {
  alive: { state: 'open', age: 0 },
  silent: { state: 'lost', age: 42_000 },
  old: { state: 'open', age: 26 * 3_600_000 },
  never: { state: 'open', age: null },
  'not-permitted': { state: 'not-permitted', age: null },
  'not-found': { state: 'not-found', age: null },
};
export const sampleCameras = Object.keys(cameras);
const EVERY_MS = 1000;

/** A picture that says itself that it is none. */
async function drawSample(): Promise<Blob> {
  const canvas = new OffscreenCanvas(640, 360);
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    pen.fillStyle = colours.s3;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = colours.data3;
    for (let i = 0; i < 7; i++) pen.fillRect(40 + i * 84, 240 - ((i * 53) % 140), 60, 120 + ((i * 53) % 140));
    pen.fillStyle = colours.t1;
    pen.font = `48px ${fontFamily}`;
    pen.textAlign = 'center';
    pen.fillText(sampleNames.picture, 320, 190);
  }
  return canvas.convertToBlob({ type: 'image/jpeg' });
}

/** Stands in for the server on the page of parts. */
export const sampleFrames: FrameSource = (camera, handlers) => {
  const { state = 'not-found', age = null } = cameras[camera] ?? {};
  handlers.state(state);
  if (age === null) return () => undefined;
  const send = (): void => void drawSample().then((jpeg) => deliver(handlers, jpeg, age));
  send();
  const timer = age === 0 ? setInterval(send, EVERY_MS) : undefined;
  return () => clearInterval(timer);
};
const deliver = (handlers: FrameHandlers, jpeg: Blob, age: number): void =>
  handlers.frame({ at: currentTime() - age, jpeg });
