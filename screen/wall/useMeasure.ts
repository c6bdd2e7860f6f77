import { computed, ref } from 'vue';
import { measures, type MeasureKey } from '../live/measures.ts';

/** The map and the list beside it always show the same measure. */
const chosen = ref<MeasureKey>('pm10');
export const useMeasure = () => ({ key: chosen, measure: computed(() => measures[chosen.value]) });
