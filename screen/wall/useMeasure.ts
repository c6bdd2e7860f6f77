import { computed, ref } from 'vue';
import { isAnyScored, measureKeys, measures, shownMeasure, type MeasureKey } from '../live/measures.ts';
import { streetAreas } from '../live/selectors.ts';
import { useWatched } from '../live/useSelection.ts';
import { states } from '../words/states.ts';

/** The map and the list beside it always show the same measure. Null: nobody has chosen yet. */
const chosen = ref<MeasureKey | null>(null);
const choose = (wanted: MeasureKey): void => void (chosen.value = wanted);

/** What the switch above a map offers; the score stands first and waits for the first street that has one. */
export function useMeasure() {
  const { district, streetState } = useWatched();
  const isScored = computed(() => isAnyScored(streetAreas(district.value, streetState.value)));
  const key = computed(() => shownMeasure(chosen.value, isScored.value));
  const choices = computed(() =>
    measureKeys.map((one): { key: MeasureKey; label: string; state?: string } => ({
      key: one,
      label: measures[one].label,
      ...(one === 'score' && !isScored.value ? { state: states.notScored } : {}),
    })),
  );
  return { key, measure: computed(() => measures[key.value]), choices, choose };
}
