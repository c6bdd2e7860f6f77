import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Inspection } from '../../contracts/inspections.ts';
import { call } from '../transport/rest.ts';

const MOST = 40;
const EVERY_MS = 60_000;

/** What officers found at a project lately, asked anew every minute. What cannot be read is asked for again. */
export function useInspections(projectId: Readonly<Ref<string | undefined>>): Readonly<Ref<readonly Inspection[]>> {
  const rows = shallowRef<readonly Inspection[]>([]);
  let running = new AbortController();
  async function read(): Promise<void> {
    running.abort();
    const { signal } = (running = new AbortController());
    if (projectId.value === undefined) return;
    try {
      rows.value = (
        await call('listInspections', { query: { projectId: projectId.value, page: 1, size: MOST }, signal })
      ).rows;
    } catch {
      // The next minute asks again.
    }
  }
  watch(
    projectId,
    () => {
      rows.value = [];
      void read();
    },
    { immediate: true },
  );
  const timer = setInterval(() => void read(), EVERY_MS);
  onScopeDispose(() => {
    running.abort();
    clearInterval(timer);
  });
  return rows;
}
