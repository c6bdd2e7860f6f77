import { computed, type ComputedRef, type Ref } from 'vue';
import { useNow } from '../live/clock.ts';
import { ROTATION_MS, rowsShown } from '../live/rotation.rules.ts';
import { useSurface } from '../ui/surface.ts';

/** Rows of a list that is longer than its panel: turned over on walls, all of them where one can scroll. */
export function useTurning<T>(
  rows: Readonly<Ref<readonly T[]>>,
  room: Readonly<Ref<number>>,
  pinned: Readonly<Ref<number>> | null = null,
): ComputedRef<readonly T[]> {
  const now = useNow();
  const { surface } = useSurface();
  const page = computed(() => Math.floor(now.value / ROTATION_MS) * ROTATION_MS);
  return computed(() => {
    const isWall = surface.value === 'wall' || surface.value === 'wide';
    return isWall ? rowsShown(rows.value, room.value, page.value, pinned?.value ?? 0) : rows.value.slice(0, room.value);
  });
}
