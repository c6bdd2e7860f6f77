import { computed, type ComputedRef } from 'vue';
import { districtRoom } from '../../contracts/socket.ts';
import { viewer } from '../transport/session.ts';
import { useRoom } from './useRoom.ts';
import type { LiveRoom } from './liveStore.ts';
import { opensStreet, seesDistrict } from './reach.rules.ts';

/**
 * The district's room for those who may see it, null for everybody else: nobody asks for what would be refused. A screen
 * that nobody has answered yet may be a wall with its last state.
 */
export function useDistrict(): ComputedRef<LiveRoom | null> {
  return useRoom(() => (viewer.value === null || seesDistrict(viewer.value) ? districtRoom() : null));
}

/** Whether the page of a street is within the viewer's reach. */
export function useStreetDoor(): (code: string) => boolean {
  const looking = computed(() => viewer.value);
  return (code) => looking.value !== null && opensStreet(looking.value, code);
}
