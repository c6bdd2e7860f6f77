import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { refusalText } from '../../ui/refusal.ts';
import type { PageAsk, PageOf, PagerState, Sort } from './table.ts';

export interface Table<R> {
  /** Null before the first answer; the old page stays while the next one is read. */
  readonly rows: ShallowRef<readonly R[] | null>;
  readonly problem: Ref<string>;
  readonly sort: ShallowRef<Sort | null>;
  /** For `<Pager v-bind="pager">`. */
  readonly pager: ComputedRef<PagerState>;
  readonly isBusy: Ref<boolean>;
  /** Reads the same page again, after a change. */
  readonly read: () => Promise<void>;
  readonly turn: (page: number) => Promise<void>;
  readonly resize: (size: number) => Promise<void>;
  readonly sortBy: (sort: Sort) => Promise<void>;
}

/**
 * Pages of a list that the server cuts and sorts; the first one is read at once. Give it `follows` (the filters): when they change it begins again at the
 * first page. A list read by number tells its total; one read on from a row (`after`) tells null and can only be turned.
 */
export function useTable<R>(
  load: (ask: PageAsk<R>) => Promise<PageOf<R>>,
  { size: firstSize = 20, sort: firstSort = null as Sort | null, follows = (): unknown => null } = {},
): Table<R> {
  const rows = shallowRef<readonly R[] | null>(null);
  const total = ref<number | null>(null);
  const problem = ref('');
  const isBusy = ref(false);
  const sort = shallowRef<Sort | null>(firstSort);
  const page = ref(1);
  const size = ref(firstSize);
  /** Last row of each page so far. */
  let lasts: (R | undefined)[] = [];
  let asking = new AbortController();

  async function ask(wanted: number): Promise<void> {
    asking.abort();
    const own = (asking = new AbortController());
    isBusy.value = true;
    try {
      const after = lasts[wanted - 2] ?? null;
      const answer = await load({ page: wanted, size: size.value, sort: sort.value, after, signal: own.signal });
      if (own.signal.aborted) return;
      lasts[wanted - 1] = answer.rows.at(-1);
      [rows.value, total.value, page.value, problem.value] = [answer.rows, answer.total, wanted, ''];
    } catch (error) {
      if (!own.signal.aborted) problem.value = refusalText(error);
    } finally {
      if (asking === own) isBusy.value = false;
    }
  }
  function restart(): Promise<void> {
    lasts = [];
    return ask(1);
  }
  watch(follows, () => void restart());
  onScopeDispose(() => asking.abort());
  void ask(1);

  const hasMore = computed(() =>
    total.value === null ? rows.value?.length === size.value : page.value * size.value < total.value,
  );
  const pager = computed(() => ({
    ...{ page: page.value, size: size.value, total: total.value },
    ...{ hasMore: hasMore.value, isBusy: isBusy.value },
  }));
  return {
    ...{ rows, problem, sort, pager, isBusy },
    read: () => ask(page.value),
    turn: ask,
    resize: (wanted) => {
      size.value = wanted;
      return restart();
    },
    sortBy: (wanted) => {
      sort.value = wanted;
      return restart();
    },
  };
}
