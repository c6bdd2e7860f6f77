import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { SearchRow } from '../../../contracts/search.ts';
import { call } from '../../transport/rest.ts';
import { viewer } from '../../transport/session.ts';
import { durations } from '../../tokens/scale.ts';
import { refusalText } from '../../ui/refusal.ts';
import { groupsOf, type Found, type FoundGroup } from './found.rules.ts';

export interface Search {
  readonly words: Ref<string>;
  readonly groups: ComputedRef<readonly FoundGroup[]>;
  readonly found: ComputedRef<readonly Found[]>;
  readonly problem: Ref<string>;
  /** The answer to what stands in the field is there. */
  readonly isAnswered: Ref<boolean>;
}

/** Looks for what is typed once the hand rests; only the newest question is answered. */
export function useSearch(): Search {
  const router = useRouter();
  const words = ref('');
  const rows = shallowRef<readonly SearchRow[]>([]);
  const problem = ref('');
  const isAnswered = ref(false);
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(q: string): Promise<void> {
    const { signal } = (asking = new AbortController());
    try {
      rows.value = (await call('search', { query: { q }, signal })).rows;
      problem.value = '';
    } catch (error) {
      if (signal.aborted) return;
      [rows.value, problem.value] = [[], refusalText(error)];
    }
    if (!signal.aborted) isAnswered.value = true;
  }
  function forget(): void {
    clearTimeout(timer);
    asking.abort();
    isAnswered.value = false;
  }
  watch(words, (typed) => {
    forget();
    if (typed.trim() === '') rows.value = [];
    else timer = setTimeout(() => void ask(typed.trim()), durations.value);
  });
  onScopeDispose(forget);

  const groups = computed(() =>
    groupsOf(rows.value, {
      permissions: viewer.value?.permissions ?? [],
      posts: viewer.value?.posts ?? [],
      hasPage: (name) => router.hasRoute(name),
    }),
  );
  const found = computed(() => groups.value.flatMap((group) => group.rows));
  return { words, groups, found, problem, isAnswered };
}
