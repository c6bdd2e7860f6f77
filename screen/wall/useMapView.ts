import { computed, type ComputedRef } from 'vue';
import type { ProjectFigures } from '../../contracts/projects.ts';
import { isNightAt } from '../endurance/days.rules.ts';
import { beaconOf } from '../live/alarms.rules.ts';
import { useNow } from '../live/clock.ts';
import { classOf, measureText } from '../live/measures.ts';
import { siteState, streetAreas } from '../live/selectors.ts';
import { useAlarms } from '../live/useAlarms.ts';
import { useWatched } from '../live/useSelection.ts';
import { bodyMetres } from '../map/heights.ts';
import type { Beacon, MapView, ProjectMark } from '../map/view.ts';
import { ramps } from '../tokens/colours.ts';
import { useSurface } from '../ui/surface.ts';
import { shortStreetName } from '../words/places.ts';
import { useMeasure } from './useMeasure.ts';

/** Seven names side by side on a phone. */
const PHONE_TEXT = 0.8;

const markOf = ({ id, lon, lat, light }: ProjectFigures): ProjectMark[] =>
  lon === null || lat === null ? [] : [{ id, lon, lat, light }];

/** What the map is to show now: the district, or for those who see no more the street they look at. Null until it is known. */
export function useMapView(): ComputedRef<MapView | null> {
  const { district, streetState, street } = useWatched();
  const { key, measure } = useMeasure();
  const { surface, rem } = useSurface();
  const now = useNow();
  const alarms = useAlarms();
  const isNight = computed(() => isNightAt(now.value));
  const showsSites = computed(() => measure.value.marks === 'sites');
  const beacon = computed((): Beacon | null => {
    const first = beaconOf(alarms.value);
    if (first === null) return null;
    // It stands on the mark that the map shows: the site's, or the project's.
    const project = showsSites.value ? undefined : district.value?.projects[first.projectId ?? ''];
    const { lon, lat } = project === undefined || project.lon === null ? first : project;
    return lon === null || lat === null ? null : { lon, lat, title: first.short, text: first.place };
  });
  return computed(() => {
    const seen = district.value ?? streetState.value;
    if (seen === null) return null;
    const isSmall = surface.value === 'tablet' || surface.value === 'phone';
    const streets = streetAreas(district.value, streetState.value).map((area) => {
      const cls = classOf(measure.value, measure.value.value(area));
      return {
        code: area.code,
        name: isSmall ? shortStreetName(area.name) : area.name,
        fill: cls === null ? null : (ramps[measure.value.ramp][cls] ?? null),
        text: measureText(measure.value, area),
      };
    });
    const sites = Object.values(seen.sites).map((site) => {
      const { code, name, lon, lat } = site;
      return { code, name, lon, lat, state: siteState(site) };
    });
    return {
      streets,
      sites: showsSites.value ? sites : [],
      projects: showsSites.value ? [] : Object.values(seen.projects).flatMap(markOf),
      beacon: beacon.value,
      focus: null,
      nightly: isNight.value,
      selected: street.value,
      measure: key.value,
      rem: surface.value === 'phone' ? rem.value * PHONE_TEXT : rem.value,
      bodyMetres: bodyMetres(surface.value),
      landmarks: isSmall ? 0 : surface.value === 'wide' ? 5 : 3,
    };
  });
}
