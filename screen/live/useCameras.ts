import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue';
import { MINUTE_MS } from '../format/time.ts';
import { call } from '../transport/rest.ts';
import type { CameraFact } from './cameras.rules.ts';
import { useWatched } from './useSelection.ts';

/** Cameras are registered a few times a month: read once, again after ten minutes, soon after a failure. */
const PACE_MS = 10 * MINUTE_MS;
const RETRY_MS = 10_000;
/** Null until it has been read once: nothing is known then, and not that there are none. */
const registered = shallowRef<readonly { readonly code: string; readonly siteCode: string }[] | null>(null);
let readers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isReading = false;

async function read(): Promise<void> {
  clearTimeout(timer);
  if (isReading) return;
  isReading = true;
  let pause = RETRY_MS;
  try {
    const { rows } = await call('listDevices', { query: {} });
    registered.value = rows.filter(({ kind, active }) => kind === 'camera' && active);
    pause = PACE_MS;
  } catch {
    // Without an answer the cameras known so far stay.
  }
  isReading = false;
  if (readers > 0) timer = setTimeout(() => void read(), pause);
}

/** Registered cameras of what is looked at, each with its site; null as long as nobody has said which there are. */
export function useCameras(): ComputedRef<CameraFact[] | null> {
  const { district, street } = useWatched();
  readers += 1;
  if (readers === 1) void read();
  onScopeDispose(() => {
    readers -= 1;
    if (readers === 0) clearTimeout(timer);
  });
  return computed(() =>
    registered.value === null
      ? null
      : registered.value.flatMap(({ code, siteCode }) => {
          const site = district.value?.sites[siteCode];
          const isHere = site !== undefined && (street.value === null || site.streetCode === street.value);
          return isHere ? [{ code, siteCode, siteName: site.name, streetCode: site.streetCode }] : [];
        }),
  );
}
