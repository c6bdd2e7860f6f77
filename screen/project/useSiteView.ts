import { computed, type ComputedRef, type Ref } from 'vue';
import type { RoomState, SiteFigures } from '../../contracts/live.ts';
import { isNightAt } from '../endurance/days.rules.ts';
import { useNow } from '../live/clock.ts';
import { siteState } from '../live/selectors.ts';
import type { MapView } from '../map/view.ts';
import { useSurface } from '../ui/surface.ts';

/** The map close to one site of a project, its other sites around it. Null without a site to look at. */
export function useSiteView(
  state: Readonly<Ref<RoomState | null>>,
  site: Readonly<Ref<SiteFigures | null>>,
): ComputedRef<MapView | null> {
  const { rem } = useSurface();
  const now = useNow();
  const isNight = computed(() => isNightAt(now.value));
  return computed(() => {
    if (state.value === null || site.value === null) return null;
    const { lon, lat } = site.value;
    const sites = Object.values(state.value.sites).map((one) => {
      const { code, name } = one;
      return { code, name, lon: one.lon, lat: one.lat, state: siteState(one) };
    });
    return {
      streets: [],
      sites,
      projects: [],
      beacon: null,
      focus: { lon, lat },
      nightly: isNight.value,
      selected: null,
      measure: 'site',
      rem: rem.value,
      bodyMetres: 0,
      landmarks: 3,
    };
  });
}
