import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { rowAfterKey } from './rowKeys.rules.ts';

/** One row of a table takes the focus by Tab; arrows move it along (the pattern of a grid). */
export function useRowKeys(
  body: Readonly<Ref<HTMLElement | null>>,
  count: () => number,
): { at: ComputedRef<number>; take: (row: number) => void; move: (event: KeyboardEvent) => boolean } {
  const wanted = ref(0);
  const at = computed(() => Math.min(wanted.value, Math.max(0, count() - 1)));
  watch(count, (now) => now === 0 && (wanted.value = 0));
  const take = (row: number): void => void (wanted.value = row);
  function focus(row: number): void {
    take(row);
    (body.value?.children[row] as HTMLElement | undefined)?.focus();
  }
  /** Whether the key was one that moves. Keys pressed in a button of a row are the button's. */
  function move(event: KeyboardEvent): boolean {
    if ((event.target as HTMLElement).getAttribute('role') !== 'row') return false;
    const next = rowAfterKey(event.key, at.value, count());
    if (next === null) return false;
    event.preventDefault();
    focus(next);
    return true;
  }
  return { at, take, move };
}
