import { computed, onScopeDispose, watch, type ComputedRef } from 'vue';
import type { DeviceFigures } from '../../contracts/live.ts';
import { streetRoom } from '../../contracts/socket.ts';
import { useLiveStore } from './liveStore.ts';
import { useWatched } from './useSelection.ts';

/** The district's room has no devices: while a page needs all of them, every street's room is followed. */
export function useStreetDevices(): ComputedRef<DeviceFigures[]> {
  const live = useLiveStore();
  const { district } = useWatched();
  const codes = computed(() => Object.keys(district.value?.streets ?? {}).sort());
  let release: (() => void)[] = [];
  const letGo = (): void => release.forEach((one) => one());
  watch(
    () => codes.value.join(),
    () => {
      const before = release;
      release = codes.value.map((code) => live.follow(streetRoom(code)));
      before.forEach((one) => one());
    },
    { immediate: true },
  );
  onScopeDispose(letGo);
  return computed(() =>
    codes.value.flatMap((code) => Object.values(live.rooms.get(streetRoom(code))?.state?.devices ?? {})),
  );
}
