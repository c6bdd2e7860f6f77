import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { AreaFigures, RoomState } from '../../contracts/live.ts';
import { streetRoom } from '../../contracts/socket.ts';
import { viewer } from '../transport/session.ts';
import { useSurface } from '../ui/surface.ts';
import { useDistrict } from './useReach.ts';
import { useRoom } from './useRoom.ts';
import type { LiveRoom } from './liveStore.ts';

/**
 * What is looked at is in the address, so that back works and a page can be sent to another screen. On a wall a street
 * is a page of its carousel; elsewhere streets and projects have pages of their own.
 */
export interface Selection {
  readonly street: ComputedRef<string | null>;
  readonly select: (code: string | null) => void;
  readonly openProject: (id: string) => void;
}
export function useSelection(): Selection {
  const route = useRoute();
  const router = useRouter();
  const { surface } = useSurface();
  const isWall = computed(() => surface.value === 'wall' || surface.value === 'wide');
  const street = computed(() => {
    const code = route.params['code'];
    return typeof code === 'string' ? code : null;
  });
  const select = (code: string | null): void => {
    const name = code === null || code === street.value ? 'overview' : isWall.value ? 'wall-street' : 'street';
    void router.push(name === 'overview' ? overviewOf(route.path) : { name, params: { code: code ?? '' } });
  };
  // A wall has no hands to come back with: whoever signed in has.
  const openProject = (id: string): void => {
    if (viewer.value?.kind === 'person') void router.push({ name: 'project', params: { id } });
  };
  return { street, select, openProject };
}
const overviewOf = (path: string): string => (path.startsWith('/wall') ? '/wall' : '/');

export interface Watched {
  readonly room: ComputedRef<LiveRoom | null>;
  readonly district: ComputedRef<RoomState | null>;
  /** The selected street, or the whole district. */
  readonly area: ComputedRef<AreaFigures | null>;
  /** The selected street's own room; null in the district. */
  readonly streetState: ComputedRef<RoomState | null>;
  readonly street: ComputedRef<string | null>;
  readonly select: (code: string | null) => void;
  readonly openProject: (id: string) => void;
}

/** What is being looked at. */
export function useWatched(): Watched {
  const { street, select, openProject } = useSelection();
  const room = useDistrict();
  const own = useRoom(() => (street.value === null ? null : streetRoom(street.value)));
  const district = computed(() => room.value?.state ?? null);
  const streetState = computed(() => own.value?.state ?? null);
  const area = computed(() =>
    street.value === null
      ? (district.value?.area ?? null)
      : (district.value?.streets[street.value] ?? streetState.value?.area ?? null),
  );
  return { room, district, area, streetState, street, select, openProject };
}
