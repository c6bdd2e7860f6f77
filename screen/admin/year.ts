import { computed, onScopeDispose, readonly, ref, type ComputedRef, type Ref } from 'vue';
import { useNow } from '../live/clock.ts';
import { yearOf, yearsAround } from './year.rules.ts';

/** Kept as long as the tab is: another page, another reading of the same page, the same year. */
const KEPT = 'office-year';
const chosen = ref<number | null>(Number(sessionStorage.getItem(KEPT)) || null);
const readers = ref(0);

/** Whether the page that is open goes by the year: only then is there a switch for it. */
export const yearIsRead: ComputedRef<boolean> = computed(() => readers.value > 0);

/** The year that the office pages go by. A page that shows one year's figures calls this, and the bar then has the switch. */
export function useYear(): Readonly<Ref<number>> {
  readers.value += 1;
  onScopeDispose(() => (readers.value -= 1));
  return useChosenYear();
}

export function useChosenYear(): Readonly<Ref<number>> {
  const now = useNow();
  return computed(() => chosen.value ?? yearOf(now.value));
}

export function useYears(): Readonly<Ref<readonly number[]>> {
  const now = useNow();
  return readonly(computed(() => yearsAround(yearOf(now.value), chosen.value)));
}

export function chooseYear(year: number): void {
  chosen.value = year;
  sessionStorage.setItem(KEPT, String(year));
}
