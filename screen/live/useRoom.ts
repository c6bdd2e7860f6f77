import { computed, onScopeDispose, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import { useLiveStore, type LiveRoom } from './liveStore.ts';

/** Follows a room while the calling scope lives; null as name follows nothing. */
export function useRoom(name: MaybeRefOrGetter<string | null>): ComputedRef<LiveRoom | null> {
  const live = useLiveStore();
  let release: (() => void) | undefined;
  watch(
    () => toValue(name),
    (room) => {
      const before = release;
      release = room === null ? undefined : live.follow(room);
      before?.();
    },
    { immediate: true },
  );
  onScopeDispose(() => release?.());
  return computed(() => {
    const room = toValue(name);
    return room === null ? null : (live.rooms.get(room) ?? null);
  });
}
