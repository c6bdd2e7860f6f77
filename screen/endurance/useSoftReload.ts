import { onScopeDispose, watch } from 'vue';
import { currentTime, useNow } from '../live/clock.ts';
import { useLiveStore } from '../live/liveStore.ts';
import { listenToRest } from '../transport/rest.ts';
import { recogniseViewer } from '../transport/session.ts';
import { shellVersion } from '../transport/shell.ts';
import { loadAnew } from './loadAnew.ts';
import { hear, reloadReason, type Heard } from './reload.rules.ts';

/** Pages that ask for nothing else still learn of a new version this soon. */
const ASK_MS = 120_000;
const TRIED = 'loaded-for';

const readTried = (): Heard | null => JSON.parse(sessionStorage.getItem(TRIED) ?? 'null') as Heard | null;

/** Loads the wall anew at 04:00 and when the server has a newer screen; never while something is cast to it. */
export function useSoftReload(isHeld: () => boolean): void {
  const live = useLiveStore();
  const now = useNow();
  const ownVersion = shellVersion();
  let heard: Heard | null = null;
  listenToRest({ shellVersion: (version) => void (heard = hear(heard, version, currentTime())) });

  const ask = (): void => void recogniseViewer().catch(() => undefined);
  const asking = setInterval(ask, ASK_MS);
  // A server that comes back may be a newer one.
  watch(
    () => live.link.status === 'up',
    (isUp) => isUp && ask(),
  );
  watch(now, () => {
    const standing = {
      now: now.value,
      // Not noted at the start: the clock may have been put right since.
      bootedAt: now.value - performance.now(),
      isLinkUp: live.link.status === 'up',
      isHeld: isHeld(),
      ownVersion,
      heard,
      tried: readTried(),
    };
    const reason = reloadReason(standing);
    if (reason === null) return;
    if (reason === 'version') sessionStorage.setItem(TRIED, JSON.stringify({ version: heard?.version, at: now.value }));
    void loadAnew();
  });
  onScopeDispose(() => {
    clearInterval(asking);
    listenToRest({ shellVersion: () => undefined });
  });
}
