import { computed, ref, shallowRef, watch } from 'vue';
import type { GroupScore } from '../../../contracts/scores.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { groupScoreWords as words, scorePageWords } from '../../words/scorePages.ts';
import { useYear } from '../year.ts';
import { groupLines, periodsOf, type GroupScope, type Measure, type Rhythm } from './groups.rules.ts';

/** Years that stand beside each other: the chosen one and two before it. */
const YEARS = 3;

/** Scores of groups as the page has chosen them. All groups of a year come in one answer: switching between them asks nothing. */
export function useGroupScores() {
  const year = useYear();
  const scope = ref<GroupScope>('street');
  const measure = ref<Measure>('weighted');
  const rhythm = ref<Rhythm>('month');
  const rows = shallowRef<readonly GroupScore[] | null>(null);
  const problem = ref('');
  let asking = 0;
  async function read(): Promise<void> {
    const own = (asking += 1);
    const count = rhythm.value === 'month' ? 1 : YEARS;
    const years = Array.from({ length: count }, (_, back) => year.value - back);
    try {
      const answers = await Promise.all(years.map((one) => call('listGroupScores', { query: { year: one } })));
      if (own !== asking) return;
      [rows.value, problem.value] = [answers.flatMap((answer) => answer.rows), ''];
    } catch (error) {
      if (own === asking) problem.value = refusalText(error);
    }
  }
  watch([year, rhythm], read, { immediate: true });

  const shown = computed(() => (rows.value ?? []).filter((row) => row.scope === scope.value));
  const whole = computed(() => (rows.value ?? []).filter((row) => row.scope === 'district'));
  const drawn = computed(() => (scope.value === 'district' ? whole.value : [...whole.value, ...shown.value]));
  const periods = computed(() => periodsOf(drawn.value, rhythm.value));
  return {
    ...{ scope, measure, rhythm, rows, problem, read },
    lines: computed(() => groupLines(shown.value, periods.value, rhythm.value, measure.value)),
    wholeLine: computed(() => groupLines(whole.value, periods.value, rhythm.value, measure.value)[0] ?? null),
    columns: computed(() =>
      periods.value.map((key) => ({
        key,
        title: rhythm.value === 'month' ? scorePageWords.monthText(key) : words.yearText(key),
      })),
    ),
  };
}
