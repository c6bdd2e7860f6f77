import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/**
 * One second hand for the whole page. It follows the server's clock, not the screen's: a wall with a wrong clock would
 * otherwise call fresh figures stale. Offsets under two seconds are left alone (the Date header has whole seconds).
 */
const TOLERATED_MS = 2000;
let offsetMs = 0;
let followers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const now = ref(Date.now());

export const currentTime = (): number => Date.now() + offsetMs;

export function adjustClock(serverAt: number): void {
  const wanted = serverAt - Date.now();
  if (Math.abs(wanted - offsetMs) > TOLERATED_MS) offsetMs = wanted;
}

function tick(): void {
  now.value = currentTime();
  // Aligned to the turn of the second, so that the clock never skips one.
  timer = setTimeout(tick, 1000 - (now.value % 1000) + 5);
}

/** The present instant, moving once a second while the calling scope lives. */
export function useNow(): Readonly<Ref<number>> {
  if (followers++ === 0) tick();
  onScopeDispose(() => {
    if (--followers === 0) clearTimeout(timer);
  });
  return readonly(now);
}
