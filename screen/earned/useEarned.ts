import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { EarnedStatement } from '../../contracts/earnedValue.ts';
import { call } from '../transport/rest.ts';
import { refusalText } from '../ui/refusal.ts';

/** A project's earned value, asked anew whenever `stamp` (what it rests on) is another. */
export function useEarned(code: string, stamp: () => unknown) {
  const statement = shallowRef<EarnedStatement | null>(null);
  const problem = ref('');
  let asking = new AbortController();
  async function read(): Promise<void> {
    asking.abort();
    const { signal } = (asking = new AbortController());
    try {
      const answer = await call('getEarnedValue', { params: { code }, signal });
      [statement.value, problem.value] = [answer, ''];
    } catch (error) {
      if (!signal.aborted) problem.value = refusalText(error);
    }
  }
  watch(stamp, read, { immediate: true });
  onScopeDispose(() => asking.abort());
  return { statement, problem };
}
