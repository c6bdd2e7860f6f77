import type { Instant } from '../../../contracts/glossary.ts';
import type { StreamState } from '../../transport/cameraFrames.ts';

/** Without a frame for longer than this a picture no longer passes for the present (spec 4). */
export const SILENCE_MS = 10_000;

/** What a tile shows: a living picture, an old one, or why there is none. */
export type PictureState = 'alive' | 'silent' | 'waiting' | 'never' | 'not-permitted' | 'not-found';

/** `since`: when the tile began to wait. */
export function pictureState(stream: StreamState, frameAt: Instant | null, since: Instant, now: Instant): PictureState {
  if (stream === 'not-permitted' || stream === 'not-found') return stream;
  if (frameAt !== null) return now - frameAt > SILENCE_MS ? 'silent' : 'alive';
  return now - since > SILENCE_MS ? 'never' : 'waiting';
}
