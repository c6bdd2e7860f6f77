import { computed, ref } from 'vue';
import { measureKeys, measures, type MeasureKey } from '../live/measures.ts';
import { mapWords } from '../words/map.ts';

/** The map and the list beside it always show the same measure. */
const chosen = ref<MeasureKey>('progress');

/** What the switch above a map offers; the score stands first and waits for its module. */
type Choice = MeasureKey | 'score';
const choices: readonly { key: Choice; label: string; state?: string }[] = [
  { key: 'score', ...mapWords.score },
  ...measureKeys.map((key) => ({ key, label: measures[key].label })),
];
const choose = (wanted: Choice): void => void (wanted === 'score' || (chosen.value = wanted));

export const useMeasure = () => ({ key: chosen, measure: computed(() => measures[chosen.value]), choices, choose });
