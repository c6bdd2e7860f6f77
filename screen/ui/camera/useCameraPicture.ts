import { inject, onScopeDispose, readonly, ref, watch, type InjectionKey, type Ref } from 'vue';
import type { DeviceCode, Instant } from '../../../contracts/glossary.ts';
import { currentTime } from '../../live/clock.ts';
import {
  openCameraFrames,
  type CameraFrame,
  type FrameSource,
  type StreamState,
} from '../../transport/cameraFrames.ts';
import { newestWins } from '../newestWins.ts';

/** Where frames come from; the page of parts puts its own in place of the server. */
export const frameSource: InjectionKey<FrameSource> = Symbol('frames');

/**
 * Draws a camera's newest frame on a canvas as long as the calling scope lives. Frames are decoded off the page's thread
 * and given back at once: no object URL, no image element, nothing that would have to be forgotten later.
 */
export function useCameraPicture(camera: () => DeviceCode, canvas: Readonly<Ref<HTMLCanvasElement | null>>) {
  const source = inject(frameSource, () => openCameraFrames, true);
  const stream = ref<StreamState>('connecting');
  const frameAt = ref<Instant | null>(null);
  const since = ref(currentTime());
  let turn = 0;

  const draw = async ({ at, jpeg }: CameraFrame): Promise<void> => {
    const own = turn;
    const bitmap = await createImageBitmap(jpeg);
    if (own === turn && canvas.value !== null) {
      lay(bitmap, canvas.value);
      frameAt.value = at;
    }
    bitmap.close();
  };
  const frames = newestWins(draw);

  let stop = (): void => undefined;
  const end = (): void => {
    stop();
    frames.forget();
    turn += 1;
  };
  watch(
    camera,
    (code) => {
      end();
      [frameAt.value, since.value] = [null, currentTime()];
      stop = source(code, { frame: frames.put, state: (state) => (stream.value = state) });
    },
    { immediate: true },
  );
  onScopeDispose(end);
  return { stream: readonly(stream), frameAt: readonly(frameAt), since: readonly(since) };
}

function lay(bitmap: ImageBitmap, canvas: HTMLCanvasElement): void {
  // Setting a size clears and reallocates, so only where it changed.
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height)
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
}
