import { computed, type ComputedRef } from 'vue';
import { useNow } from './clock.ts';
import { useLiveStore } from './liveStore.ts';

/** Registered facts (counts, money) have no reading's time: they are as fresh as the link that carries their changes. */
export function useHeldAt(): ComputedRef<number | null> {
  const live = useLiveStore();
  const now = useNow();
  return computed(() => (live.link.status === 'up' ? now.value : live.link.confirmedAt));
}
