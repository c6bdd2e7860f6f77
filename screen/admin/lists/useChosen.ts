import { computed, ref, type ComputedRef, type Ref } from 'vue';

export interface Chosen {
  /** Numbers of rows, in the order they were chosen; they stay chosen on other pages of the list. */
  readonly ids: Readonly<Ref<readonly string[]>>;
  readonly isFull: ComputedRef<boolean>;
  readonly has: (id: string) => boolean;
  readonly choose: (ids: readonly string[], isChosen: boolean) => void;
  readonly clear: () => void;
}

/** Rows that somebody has ticked, over all pages of a list, up to as many as can be acted upon at a time. */
export function useChosen(most: number): Chosen {
  const ids = ref<readonly string[]>([]);
  return {
    ids,
    isFull: computed(() => ids.value.length >= most),
    has: (id) => ids.value.includes(id),
    choose: (some, isChosen) => {
      const others = ids.value.filter((id) => !some.includes(id));
      ids.value = isChosen ? [...others, ...some].slice(0, most) : others;
    },
    clear: () => (ids.value = []),
  };
}
