import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { RoomState } from '../../contracts/live.ts';
import { useSurface } from '../ui/surface.ts';
import {
  countLights,
  filterCards,
  foldCards,
  numberCards,
  sortCards,
  type FilterKey,
  type SortKey,
} from './cards.rules.ts';

/** Cards that are shown before anything is unfolded, as many as the landscape tablet has room for. */
const LEAST = 5;

/** The cards of a room's projects, as chosen by the reader. */
export function useCards(state: Readonly<Ref<RoomState | null>>) {
  const filter = ref<FilterKey>('all');
  const sort = ref<SortKey>('risk');
  const isUnfolded = ref(false);
  const projects = computed(() => Object.values(state.value?.projects ?? {}));
  const numbered = computed(() => numberCards(projects.value));
  const counts = computed(() => countLights(projects.value));
  const chosen = computed(() => sortCards(filterCards(numbered.value, filter.value), sort.value));
  const folded = computed(() =>
    isUnfolded.value || filter.value !== 'all' ? { shown: chosen.value, rest: 0 } : foldCards(chosen.value, LEAST),
  );
  const { surface } = useSurface();
  const isWall = computed(() => surface.value === 'wall' || surface.value === 'wide');
  /** Numbers of the cards on the page, by project: the marks on the map carry them. A wall has room and folds nothing. */
  const numbers: ComputedRef<ReadonlyMap<string, number>> = computed(() => {
    const shown = isWall.value ? chosen.value : folded.value.shown;
    return new Map(shown.map((card) => [card.project.id, card.number]));
  });
  return { filter, sort, isUnfolded, projects, counts, chosen, folded, numbers };
}
export type Cards = ReturnType<typeof useCards>;
