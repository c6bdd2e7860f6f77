import { computed, type ComputedRef } from 'vue';
import type { AreaFigures, RoomState } from '../../contracts/live.ts';
import type { SocketProblem } from '../../contracts/socket.ts';
import { districtRoom, streetRoom } from '../../contracts/socket.ts';
import { useSelection } from '../live/useSelection.ts';
import { useDistrict } from '../live/useReach.ts';
import { useRoom } from '../live/useRoom.ts';

export interface WatchedArea {
  /** Code of the street in the address; null: the whole district. */
  readonly street: ComputedRef<string | null>;
  /** The area's own room. */
  readonly state: ComputedRef<RoomState | null>;
  readonly area: ComputedRef<AreaFigures | null>;
  readonly problem: ComputedRef<SocketProblem | null>;
  readonly district: ComputedRef<RoomState | null>;
}

/** The district, or the street in the address, from its own room. */
export function useArea(): WatchedArea {
  const { street } = useSelection();
  const whole = useDistrict();
  const own = useRoom(() => (street.value === null ? districtRoom() : streetRoom(street.value)));
  const district = computed(() => whole.value?.state ?? null);
  const state = computed(() => own.value?.state ?? null);
  // Until the street's own room answers, the district knows what its figures add up to.
  const area = computed(
    () => state.value?.area ?? (street.value === null ? null : (district.value?.streets[street.value] ?? null)),
  );
  return { street, state, area, problem: computed(() => own.value?.problem ?? null), district };
}
