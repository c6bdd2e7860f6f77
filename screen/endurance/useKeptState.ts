import { onScopeDispose, watch } from 'vue';
import { districtRoom } from '../../contracts/socket.ts';
import { currentTime } from '../live/clock.ts';
import { useLiveStore } from '../live/liveStore.ts';
import { viewer } from '../transport/session.ts';
import { keepState, readKept } from './keptState.ts';

/** Flash memory of a wall's machine is written this often at most, and when the page goes. */
const KEEP_MS = 30_000;
/** A page is given this long to get a state from the server; then the kept one is better than none. */
const PATIENCE_MS = 2_500;

/** Keeps the district's last state on this wall, and shows it when the wall starts without a server. */
export function useKeptState(): void {
  const live = useLiveStore();
  const room = districtRoom();
  const tolerate = (work: Promise<unknown>): void => void work.catch((error: unknown) => console.warn(error));

  function keep(): void {
    const state = live.rooms.get(room)?.state ?? null;
    const at = live.link.status === 'up' ? currentTime() : live.link.confirmedAt;
    if (viewer.value?.kind !== 'wall' || state === null || at === null || live.restoredAt !== null) return;
    tolerate(keepState(room, state, at));
  }
  async function restore(): Promise<void> {
    const kept = await readKept(room);
    if (kept !== null) live.restore(room, kept.state, kept.at);
  }

  const pace = setInterval(() => live.link.status === 'up' && keep(), KEEP_MS);
  const patience = setTimeout(() => tolerate(restore()), PATIENCE_MS);
  const atGoing = (): void => {
    if (document.visibilityState === 'hidden') keep();
  };
  document.addEventListener('visibilitychange', atGoing);
  window.addEventListener('pagehide', keep);
  watch(() => live.link.status === 'down', keep);
  onScopeDispose(() => {
    clearInterval(pace);
    clearTimeout(patience);
    document.removeEventListener('visibilitychange', atGoing);
    window.removeEventListener('pagehide', keep);
  });
}
