import { computed, ref, watch, type Ref } from 'vue';
import { dateText } from '../../format/time.ts';
import { useNow } from '../../live/clock.ts';
import { useYear } from '../year.ts';
import { monthsBegun } from '../values/show.rules.ts';

/** The month that is looked at: one of the chosen year that has begun, the newest at first. */
export function useMonth(first = ''): { month: Ref<string>; months: Readonly<Ref<readonly string[]>> } {
  const now = useNow();
  const year = useYear();
  const months = computed(() => monthsBegun(year.value, dateText(now.value)));
  const newest = (): string => months.value[0] ?? `${year.value}-01`;
  const month = ref(months.value.includes(first) ? first : newest());
  watch(months, (known) => {
    if (!known.includes(month.value)) month.value = newest();
  });
  return { month, months };
}
