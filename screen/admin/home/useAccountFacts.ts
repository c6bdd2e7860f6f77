import { computed, shallowRef, type ComputedRef } from 'vue';
import type { Account } from '../../../contracts/account.ts';
import { dateText } from '../../format/time.ts';
import { useNow } from '../../live/clock.ts';
import { call } from '../../transport/rest.ts';
import { passwordDaysLeft } from './home.rules.ts';

/** What one's own account says about the password; nothing while it has not been read. */
export function useAccountFacts(): {
  readonly passwordDue: ComputedRef<string | null>;
  readonly daysLeft: ComputedRef<number | null>;
} {
  const now = useNow();
  const account = shallowRef<Account | null>(null);
  // Without it the page lacks a line, no more.
  void call('readAccount', {}).then(
    (found) => (account.value = found),
    () => undefined,
  );
  return {
    passwordDue: computed(() => account.value && dateText(account.value.passwordDueAt)),
    daysLeft: computed(() => account.value && passwordDaysLeft(account.value.passwordDueAt, now.value)),
  };
}
