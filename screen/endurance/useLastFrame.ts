import { onScopeDispose, watch } from 'vue';
import { districtRoom } from '../../contracts/socket.ts';
import { useLiveStore } from '../live/liveStore.ts';

/** Figures are there within a second or two; the map takes longest. After that the page is shown as far as it is. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 100;
/** What says of itself that it is not yet drawn. */
const UNREADY = '[data-ready="false"], [data-state="loading"]';

/** Takes away the picture of the page before this one once this one is live. */
export function useLastFrame(): void {
  const live = useLiveStore();
  const isLive = (): boolean =>
    live.link.status === 'up' && live.restoredAt === null && (live.rooms.get(districtRoom())?.state ?? null) !== null;
  const show = (): void => {
    clearInterval(looking);
    clearTimeout(patience);
    stop();
    // Two frames: one in which the last part is drawn, one that shows it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.documentElement.toggleAttribute('data-live', true)),
    );
  };
  let looking: ReturnType<typeof setInterval> | undefined;
  const patience = setTimeout(show, PATIENCE_MS);
  const stop = watch(isLive, (isSo) => {
    if (isSo) looking ??= setInterval(() => document.querySelector(UNREADY) ?? show(), LOOK_MS);
  });
  onScopeDispose(() => {
    clearInterval(looking);
    clearTimeout(patience);
  });
}
