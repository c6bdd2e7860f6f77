import { computed, type ComputedRef, type Ref } from 'vue';
import type { RoomState } from '../../contracts/live.ts';
import type { MapView, ProjectMark } from '../map/view.ts';
import { useMapView } from '../wall/useMapView.ts';

/** The wall's map with the projects of this page on it: the ones with a card carry its number. */
export function useAreaMap(
  state: Readonly<Ref<RoomState | null>>,
  numbers: Readonly<Ref<ReadonlyMap<string, number>>>,
): ComputedRef<MapView | null> {
  const whole = useMapView();
  return computed(() => {
    if (whole.value === null) return null;
    const projects = Object.values(state.value?.projects ?? {}).flatMap(({ id, lon, lat, light }): ProjectMark[] => {
      if (lon === null || lat === null) return [];
      const number = numbers.value.get(id);
      return [{ id, lon, lat, light, ...(number === undefined ? {} : { label: String(number) }) }];
    });
    const { beacon } = whole.value;
    const isHere = projects.some(({ lon, lat }) => lon === beacon?.lon && lat === beacon.lat);
    // Sites would stand on top of their own projects; an alarm elsewhere is not this page's.
    return { ...whole.value, projects, sites: [], beacon: isHere ? beacon : null };
  });
}
