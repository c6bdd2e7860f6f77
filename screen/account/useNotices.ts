import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { useRoute } from 'vue-router';
import type { AccountNotice } from '../../contracts/account.ts';
import { MINUTE_MS } from '../format/time.ts';
import { call } from '../transport/rest.ts';
import { viewer } from '../transport/session.ts';

/** What a person has not read about their own account, asked for on every page they go to and once a minute. */
export function useNotices(): {
  readonly notices: Readonly<ShallowRef<readonly AccountNotice[]>>;
  readonly markRead: () => Promise<void>;
} {
  const notices = shallowRef<readonly AccountNotice[]>([]);
  const route = useRoute();
  async function ask(): Promise<void> {
    if (viewer.value?.kind !== 'person') notices.value = [];
    else notices.value = (await call('listNotices', {})).rows;
  }
  /** A server that is away has no news. */
  const askQuietly = (): void => void ask().catch(() => undefined);
  watch([() => viewer.value?.kind, () => route.path], askQuietly, { immediate: true });
  const timer = setInterval(askQuietly, MINUTE_MS);
  onScopeDispose(() => clearInterval(timer));
  async function markRead(): Promise<void> {
    const [newest] = notices.value;
    if (newest === undefined) return;
    await call('readNotices', { body: { upTo: newest.id } }).catch(() => undefined);
    await ask().catch(() => undefined);
  }
  return { notices, markRead };
}
