import { onMounted, readonly, shallowRef, type ShallowRef } from 'vue';
import type { Account, OwnSession } from '../../contracts/account.ts';
import { call } from '../transport/rest.ts';
import { refusalText } from '../ui/refusal.ts';

/** One's own account and open sessions, read again after every change. */
export function useAccount(): {
  readonly account: Readonly<ShallowRef<Account | null>>;
  readonly sessions: Readonly<ShallowRef<readonly OwnSession[] | null>>;
  readonly problem: Readonly<ShallowRef<string>>;
  readonly read: () => Promise<void>;
} {
  const account = shallowRef<Account | null>(null);
  const sessions = shallowRef<readonly OwnSession[] | null>(null);
  const problem = shallowRef('');
  async function read(): Promise<void> {
    try {
      const [mine, open] = await Promise.all([call('readAccount', {}), call('listOwnSessions', {})]);
      account.value = mine;
      sessions.value = open.rows;
      problem.value = '';
    } catch (error) {
      problem.value = refusalText(error);
    }
  }
  onMounted(read);
  return { account: readonly(account), sessions: readonly(sessions), problem: readonly(problem), read };
}
