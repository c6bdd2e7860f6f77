import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { BaselineComparison, KeptSchedule } from '../../contracts/keptSchedules.ts';
import type { ProjectDetail } from '../../contracts/projects.ts';
import { call } from '../transport/rest.ts';

export interface ShownSchedule {
  readonly schedule: KeptSchedule;
  readonly compared: BaselineComparison | null;
}

/** A project's schedule with the baseline in force: undefined until it is known, null where there is none. */
export function useProjectSchedule(id: Readonly<Ref<string>>, detail: Readonly<Ref<ProjectDetail | null>>) {
  const shown = shallowRef<ShownSchedule | null | undefined>(undefined);
  let running = new AbortController();

  async function read(code: string): Promise<void> {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      const { schedule } = await call('getSchedule', { params: { code }, signal });
      const baselineId = schedule?.baselineId ?? null;
      const compared =
        baselineId === null ? null : await call('compareBaseline', { params: { code, id: baselineId }, signal });
      if (!signal.aborted) shown.value = schedule === null ? null : { schedule, compared };
    } catch {
      // The milestones are drawn instead; what was drawn before stays.
      if (!signal.aborted && shown.value === undefined) shown.value = null;
    }
  }
  watch(id, () => (shown.value = undefined));
  // Milestones follow the schedule: when they are read again, so is it.
  watch([id, detail], ([code]) => void read(code), { immediate: true });
  onScopeDispose(() => running.abort());
  return shown;
}
