import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { AreaFigures, RoomState } from '../../contracts/live.ts';
import { districtRoom, streetRoom } from '../../contracts/socket.ts';
import { useRoom } from './useRoom.ts';
import type { LiveRoom } from './liveStore.ts';

/** Which street is looked at is in the address, so that back works and a page can be sent to another screen. */
export function useSelection(): { street: ComputedRef<string | null>; select: (code: string | null) => void } {
  const route = useRoute();
  const router = useRouter();
  const street = computed(() => {
    const code = route.params['code'];
    return typeof code === 'string' ? code : null;
  });
  const select = (code: string | null): void =>
    void router.push(
      code === null || code === street.value ? { name: 'overview' } : { name: 'street', params: { code } },
    );
  return { street, select };
}

export interface Watched {
  readonly room: ComputedRef<LiveRoom | null>;
  readonly district: ComputedRef<RoomState | null>;
  /** The selected street, or the whole district. */
  readonly area: ComputedRef<AreaFigures | null>;
  /** The selected street's own room; null in the district. */
  readonly streetState: ComputedRef<RoomState | null>;
  readonly street: ComputedRef<string | null>;
  readonly select: (code: string | null) => void;
}

/** What is being looked at. */
export function useWatched(): Watched {
  const { street, select } = useSelection();
  const room = useRoom(districtRoom());
  const own = useRoom(() => (street.value === null ? null : streetRoom(street.value)));
  const district = computed(() => room.value?.state ?? null);
  const streetState = computed(() => own.value?.state ?? null);
  const area = computed(() =>
    street.value === null
      ? (district.value?.area ?? null)
      : (district.value?.streets[street.value] ?? streetState.value?.area ?? null),
  );
  return { room, district, area, streetState, street, select };
}
