import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { StoredEvent } from '../../contracts/history.ts';
import { call } from '../transport/rest.ts';

const MOST = 20;
const RETRY_MS = 10_000;

/** What cameras of these sites saw before the live list began; live ones come by the room. */
export function useProjectEvents(sites: Readonly<Ref<readonly string[]>>): Readonly<Ref<readonly StoredEvent[]>> {
  const events = shallowRef<readonly StoredEvent[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();

  async function read(codes: readonly string[]): Promise<void> {
    running.abort();
    running = new AbortController();
    clearTimeout(timer);
    const { signal } = running;
    try {
      const answers = await Promise.all(
        codes.map((siteCode) => call('listEvents', { query: { siteCode, limit: MOST }, signal })),
      );
      events.value = answers.flatMap(({ rows }) => rows);
    } catch {
      if (!signal.aborted) timer = setTimeout(() => void read(codes), RETRY_MS);
    }
  }
  watch(
    () => sites.value.join(' '),
    () => {
      events.value = [];
      void read(sites.value);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    running.abort();
    clearTimeout(timer);
  });
  return events;
}
