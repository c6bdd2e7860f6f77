import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { CurveScope, ProjectCurves } from '../../contracts/projects.ts';
import { call, RestProblem } from '../transport/rest.ts';
import { currentTime } from './clock.ts';
import { useLiveStore } from './liveStore.ts';
import type { CurveFailure } from './useCurve.ts';

export interface CurvesQuestion {
  readonly scope: CurveScope;
  readonly code: string;
}
/** Reports come weekly and payments daily; what was entered just now is on the page within this. */
const PACE_MS = 120_000;
const RETRY_MS = 5000;

/** Figures move one after the other when something comes in; one answer is asked for all of them. */
const SETTLE_MS = 700;

/**
 * 双监控 of a scope: read at once, again now and then, after an outage, and when live figures say that it has moved. The
 * last answer stays while another is asked for.
 */
export function useProjectCurves(
  question: Readonly<Ref<CurvesQuestion | null>>,
  movedBy: () => string = () => '',
): {
  readonly curves: Readonly<Ref<ProjectCurves | null>>;
  readonly failure: Readonly<Ref<CurveFailure | null>>;
} {
  const live = useLiveStore();
  const curves = shallowRef<ProjectCurves | null>(null);
  const failure = shallowRef<CurveFailure | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();

  async function read({ scope, code }: CurvesQuestion): Promise<void> {
    running.abort();
    running = new AbortController();
    clearTimeout(timer);
    const { signal } = running;
    const again = (ms: number): void => void (timer = setTimeout(() => void read({ scope, code }), ms));
    try {
      const answer = await call('getProjectCurves', { params: { scope, code }, signal });
      if (signal.aborted) return;
      curves.value = answer;
      failure.value = null;
      again(PACE_MS);
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof RestProblem ? error.code : 'internal';
      failure.value = { code: problem, since: failure.value?.since ?? currentTime() };
      again(RETRY_MS);
    }
  }

  watch(
    () => `${question.value?.scope ?? ''}/${question.value?.code ?? ''}`,
    () => {
      curves.value = null;
      failure.value = null;
      if (question.value !== null) void read(question.value);
    },
    { immediate: true },
  );
  watch(
    () => live.missed,
    () => question.value !== null && void read(question.value),
  );
  watch(movedBy, (stamp, before) => {
    if (question.value === null || before === '' || stamp === '') return;
    const asked = question.value;
    clearTimeout(timer);
    timer = setTimeout(() => void read(asked), SETTLE_MS);
  });
  onScopeDispose(() => {
    running.abort();
    clearTimeout(timer);
  });
  return { curves, failure };
}
