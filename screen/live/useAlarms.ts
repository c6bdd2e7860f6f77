import { computed, type ComputedRef } from 'vue';
import { MINUTE_MS } from '../format/time.ts';
import { alarmsOf, type Alarm } from './alarms.rules.ts';
import { useNow } from './clock.ts';
import { useWatched } from './useSelection.ts';

/** The alarms of what is looked at; made anew when its state moves or a minute turns. */
export function useAlarms(): ComputedRef<Alarm[]> {
  const { district, streetState, street } = useWatched();
  const now = useNow();
  const minute = computed(() => Math.floor(now.value / MINUTE_MS) * MINUTE_MS);
  return computed(() => {
    const state = street.value === null ? district.value : (streetState.value ?? null);
    return state === null ? [] : alarmsOf(state, minute.value + MINUTE_MS);
  });
}
