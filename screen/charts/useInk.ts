import { computed, type ComputedRef } from 'vue';
import { useSurface } from '../ui/surface.ts';
import { drawHatch, type ChartInk } from './theme.ts';

/** Pen and paper of this screen: its rem, its type sizes, and the hatch, drawn once for each size. */
export function useInk(): ComputedRef<ChartInk> {
  const { surface, rem } = useSurface();
  return computed(() => ({
    rem: rem.value,
    role: surface.value === 'wall' || surface.value === 'wide' ? 'wall' : 'tablet',
    hatch: drawHatch(rem.value),
  }));
}
