import { computed, type ComputedRef, type Ref } from 'vue';
import { useSurface } from './surface.ts';
import { useSize } from './useSize.ts';

/** Pages that scroll show this many rows; walls show as many whole rows as there is room for, and say what is left. */
const ROWS_ON_TABLET = 12;

export function useRowsThatFit(list: Readonly<Ref<HTMLElement | null>>, rowRem: number): ComputedRef<number> {
  const size = useSize(list);
  const { surface, rem } = useSurface();
  return computed(() =>
    surface.value === 'wall' || surface.value === 'wide'
      ? Math.max(1, Math.floor((size.height + 1) / (rowRem * rem.value)))
      : ROWS_ON_TABLET,
  );
}
