import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { ListView } from '../../../contracts/listViews.ts';
import type { Sort } from '../parts/table.ts';
import { addressOf, sortIn, sortText, viewIn, type ListShape } from './view.rules.ts';

export interface ListState {
  readonly shape: ListShape;
  readonly view: ComputedRef<ListView>;
  readonly show: (view: ListView) => void;
  readonly sort: WritableComputedRef<Sort | null>;
  readonly columns: WritableComputedRef<readonly string[]>;
  /** One filter, as a field's model. */
  readonly filter: <K extends string>(key: string) => WritableComputedRef<K | ''>;
}

/** What a list shows stands in its address: it can be linked to, kept, and is there again on the way back. */
export function useListView(shape: ListShape): ListState {
  const route = useRoute();
  const router = useRouter();
  const view = computed(() => viewIn(shape, route.query));
  const show = (wanted: ListView): void => void router.replace({ query: addressOf(shape, wanted) });
  return {
    ...{ shape, view, show },
    sort: computed({
      get: () => sortIn(view.value.sort),
      set: (sort) => show({ ...view.value, sort: sortText(sort) }),
    }),
    columns: computed({
      get: () => view.value.columns,
      set: (columns) => show({ ...view.value, columns: [...columns] }),
    }),
    filter: <K extends string>(key: string) =>
      computed<K | ''>({
        get: () => (view.value.filters[key] ?? '') as K | '',
        set: (value) => show({ ...view.value, filters: { ...view.value.filters, [key]: value } }),
      }),
  };
}
