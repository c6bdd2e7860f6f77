import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useNow } from '../../live/clock.ts';
import { groupings, type Grouping } from '../../live/groups.rules.ts';
import { ROTATION_MS } from '../../live/rotation.rules.ts';
import { useSurface } from '../../ui/surface.ts';

/** A hand on the page is followed for this long before the page turns by itself again. */
const HANDS_MS = 120_000;

/** Kept while the carousel is elsewhere: the page comes back with the next grouping. */
const turn = ref(0);

export interface GroupTurn {
  readonly by: Ref<Grouping>;
  readonly group: Ref<string | null>;
  readonly isTurning: ComputedRef<boolean>;
  /** The page of rows, counted since the grouping was turned to. */
  readonly page: ComputedRef<number>;
  readonly choose: (by: Grouping, group: string | null) => void;
}

/** A wall without hands shows every grouping in turn; a hand stops that for two minutes. */
export function useGroupTurn(): GroupTurn {
  const now = useNow();
  const { surface } = useSurface();
  const isWall = computed(() => surface.value === 'wall' || surface.value === 'wide');
  const by = ref<Grouping>(groupings[turn.value % groupings.length] ?? 'street');
  const group = ref<string | null>(null);
  const touchedAt = ref<number | null>(null);
  const isTurning = computed(
    () => isWall.value && (touchedAt.value === null || now.value - touchedAt.value > HANDS_MS),
  );
  const step = computed(() => Math.floor(now.value / ROTATION_MS));
  const since = ref(step.value);
  watch(step, () => {
    if (!isTurning.value) return;
    turn.value += 1;
    by.value = groupings[turn.value % groupings.length] ?? 'street';
    group.value = null;
  });
  const choose = (wanted: Grouping, code: string | null): void => {
    by.value = wanted;
    group.value = code;
    touchedAt.value = now.value;
    since.value = step.value;
  };
  return { by, group, isTurning, page: computed(() => Math.max(0, step.value - since.value)), choose };
}
