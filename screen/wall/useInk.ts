import { computed, type ComputedRef } from 'vue';
import { drawHatch, type ChartInk } from '../charts/theme.ts';
import { useSurface } from '../ui/surface.ts';

/** What charts of this page are drawn with: its type size, its hatch. */
export function useInk(): ComputedRef<ChartInk> {
  const { surface, rem } = useSurface();
  return computed(() => ({
    rem: rem.value,
    role: surface.value === 'wall' || surface.value === 'wide' ? 'wall' : 'tablet',
    hatch: drawHatch(rem.value),
  }));
}
