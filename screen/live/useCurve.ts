import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Curve, HistoryScope } from '../../contracts/history.ts';
import type { Metric } from '../../contracts/metrics.ts';
import {
  mergeCurve,
  pointsGained,
  rangeMs,
  tailRequest,
  type CurveRequest,
  type RangeKey,
} from '../charts/curve.rules.ts';
import { call, RestProblem } from '../transport/rest.ts';
import { currentTime } from './clock.ts';
import { useLiveStore } from './liveStore.ts';

export interface CurveQuestion {
  readonly scope: HistoryScope;
  readonly code: string;
  readonly metric: Metric;
  readonly range: RangeKey;
  /** Pixels the plot is wide: the server answers no finer than that. */
  readonly width: number;
}
export interface CurveFailure {
  readonly code: string;
  readonly since: number;
}

/** The moving edge is read again at half a bucket's pace, within these bounds. */
const PACE_MS = { least: 10_000, most: 300_000 };
const RETRY_MS = 3000;
/**
 * What devices sent while the server was dead waits at the broker and is stored a moment after the link is back: for so
 * long the edge is read again at a short pace, so that a chart is whole within five seconds.
 */
const SETTLING = { forMs: 4500, everyMs: 1500 };

/** A curve that keeps up: read whole when the question changes, at its edge as time passes and after an outage. */
export function useCurve(question: Ref<CurveQuestion | null>) {
  const live = useLiveStore();
  const curve = shallowRef<Curve | null>(null);
  const failure = shallowRef<CurveFailure | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let pendingTurn = 0;
  let pendingFrom = 0;
  let settledAt = 0;

  const ask = ({ scope, code, metric }: CurveQuestion, part: CurveRequest): Promise<Curve> =>
    call('getHistory', { params: { scope, code }, query: { metric, ...part }, signal: running.signal });

  async function readWhole(asked: CurveQuestion): Promise<Curve> {
    const to = currentTime();
    return ask(asked, { from: to - rangeMs[asked.range], to, width: asked.width });
  }

  async function readTail(asked: CurveQuestion, held: Curve): Promise<Curve> {
    const now = currentTime();
    const newest = held.at.at(-1) ?? held.from;
    const since = pendingTurn > 0 ? Math.min(newest, pendingFrom) : newest;
    const tail = await ask(asked, tailRequest(asked.range, asked.width, since, now));
    return mergeCurve(held, tail, now - rangeMs[asked.range]) ?? readWhole(asked);
  }

  async function read(asked: CurveQuestion): Promise<void> {
    running.abort();
    running = new AbortController();
    clearTimeout(timer);
    const mine = running;
    try {
      const held = curve.value;
      const next = held === null ? await readWhole(asked) : await readTail(asked, held);
      if (mine.signal.aborted) return;
      if (pendingTurn > 0) {
        if (held !== null) live.noteCaughtUp(pendingTurn, pointsGained(held, next, pendingFrom));
        if (currentTime() >= settledAt) pendingTurn = 0;
      }
      curve.value = next;
      failure.value = null;
      const pace = Math.min(PACE_MS.most, Math.max(PACE_MS.least, next.bucketMs / 2));
      schedule(asked, pendingTurn > 0 ? SETTLING.everyMs : pace);
    } catch (error) {
      if (mine.signal.aborted) return;
      const code = error instanceof RestProblem ? error.code : 'internal';
      failure.value = { code, since: failure.value?.since ?? currentTime() };
      schedule(asked, RETRY_MS);
    }
  }

  function schedule(asked: CurveQuestion, ms: number): void {
    timer = setTimeout(() => void read(asked), ms);
  }

  watch(
    question,
    (asked) => {
      curve.value = null;
      failure.value = null;
      if (asked !== null) void read(asked);
    },
    { immediate: true },
  );
  watch(
    () => live.missed,
    (missed) => {
      pendingTurn = missed.turn;
      pendingFrom = missed.from;
      settledAt = missed.to + SETTLING.forMs;
      if (question.value !== null) void read(question.value);
    },
  );
  onScopeDispose(() => {
    running.abort();
    clearTimeout(timer);
  });
  return { curve, failure };
}
