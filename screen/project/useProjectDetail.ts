import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { ProjectDetail, ProjectFigures } from '../../contracts/projects.ts';
import { currentTime } from '../live/clock.ts';
import type { CurveFailure } from '../live/useCurve.ts';
import { call, RestProblem } from '../transport/rest.ts';

/** Several figures of a project change together; one answer is asked for all of them. */
const SETTLE_MS = 1000;
const RETRY_MS = 5000;

/** What of the live figures the detail rests on: when it moves, the detail is asked for again. */
const stampOf = (figures: ProjectFigures | null): string =>
  figures === null ? '' : [figures.phase, figures.paidFen, figures.progress, figures.planned, figures.asOf].join(' ');

/** A project's schedule, reports and payments; the last answer stays on the page while a newer one is fetched. */
export function useProjectDetail(id: Readonly<Ref<string>>, figures: Readonly<Ref<ProjectFigures | null>>) {
  const detail = shallowRef<ProjectDetail | null>(null);
  const failure = shallowRef<CurveFailure | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();

  async function read(code: string): Promise<void> {
    running.abort();
    running = new AbortController();
    clearTimeout(timer);
    const { signal } = running;
    try {
      const answer = await call('getProject', { params: { code }, signal });
      if (signal.aborted) return;
      detail.value = answer;
      failure.value = null;
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof RestProblem ? error.code : 'internal';
      failure.value = { code: problem, since: failure.value?.since ?? currentTime() };
      // What does not exist will not exist in five seconds either.
      if (problem !== 'not-found' && problem !== 'not-permitted') again(code, RETRY_MS);
    }
  }
  function again(code: string, ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void read(code), ms);
  }

  watch(
    id,
    (code) => {
      detail.value = null;
      failure.value = null;
      void read(code);
    },
    { immediate: true },
  );
  watch(
    () => stampOf(figures.value),
    (stamp, before) => {
      if (before !== '' && stamp !== '') again(id.value, SETTLE_MS);
    },
  );
  onScopeDispose(() => {
    running.abort();
    clearTimeout(timer);
  });
  return { detail, failure };
}
