import { onScopeDispose, readonly, ref } from 'vue';
import { useLiveStore } from '../../live/liveStore.ts';
import { call } from '../../transport/rest.ts';

const unread = ref(0);
/** How many reminders the viewer has not read; the same everywhere on the page. */
export const unreadReminders = readonly(unread);
export const setUnread = (count: number): void => void (unread.value = count);

/** Keeps the count: asked once, and again whenever the server says over the socket that it is another. */
export function useUnread(): void {
  const ask = (): void => {
    call('listReminders', { query: { page: 1, size: 1, unread: true } }).then(
      (answer) => setUnread(answer.unread),
      // Nobody answered: the count stands until the next word of the socket.
      () => undefined,
    );
  };
  ask();
  onScopeDispose(useLiveStore().onPersonal('reminders', ask));
}
