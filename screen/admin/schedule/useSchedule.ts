import { computed, ref, shallowRef } from 'vue';
import type {
  BaselineComparison,
  KeptSchedule,
  NewBaseline,
  ScheduleAnswer,
} from '../../../contracts/keptSchedules.ts';
import type { DraftOutcome, PlanEdit, ScheduleContent, ScheduleFrame } from '../../../contracts/schedules.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { scheduleWords as words } from '../../words/schedules.ts';
import { useAction } from '../parts/useAction.ts';
import { editsOf, noHistory, redo, undo, withAct, type Act, type History } from './edits.rules.ts';

interface Tried {
  readonly content: ScheduleContent;
  readonly outcome: DraftOutcome;
}

/**
 * One project's schedule and the changes that somebody makes of it: each is tried by the server at once, with dates, floats and
 * the critical path, and none is kept before it is saved.
 */
export function useSchedule(code: string) {
  const params = { code };
  const answer = shallowRef<ScheduleAnswer | null>(null);
  const unread = ref('');
  const history = shallowRef<History>(noHistory);
  const tried = shallowRef<Tried | null>(null);
  const compared = shallowRef<BaselineComparison | null>(null);
  /** Why the last change was refused. */
  const refusal = ref('');
  /** Tries that are under way. */
  const trying = ref(0);
  const isDraft = ref(false);

  const kept = computed(() => answer.value?.schedule ?? null);
  const content = computed(() => tried.value?.content ?? kept.value?.content ?? null);
  const plan = computed(() => tried.value?.outcome.after ?? kept.value?.plan ?? null);
  const changes = computed(() => history.value.done.length);

  async function compare(id: number | null): Promise<void> {
    compared.value = id === null ? null : await call('compareBaseline', { params: { code, id } });
  }
  function take(schedule: KeptSchedule): void {
    if (answer.value !== null) answer.value = { ...answer.value, schedule };
    history.value = noHistory;
    tried.value = null;
    refusal.value = '';
  }
  async function read(): Promise<void> {
    try {
      answer.value = await call('getSchedule', { params });
      history.value = noHistory;
      tried.value = null;
      await compare(answer.value.schedule?.baselineId ?? null);
      unread.value = '';
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  void read();

  async function tryOut(next: History): Promise<void> {
    const { value: schedule } = kept;
    if (schedule === null) return;
    if (next.done.length === 0) {
      history.value = next;
      tried.value = null;
      return;
    }
    const body = { revision: schedule.revision, edits: editsOf(next) };
    const outcome = await call('trySchedule', { params, body });
    history.value = next;
    tried.value = outcome;
  }
  /** One try after the other: each begins where the one before has ended. */
  let turn: Promise<void> = Promise.resolve();
  function change(nextOf: (now: History) => History): Promise<void> {
    trying.value += 1;
    turn = turn.then(async () => {
      try {
        refusal.value = '';
        await tryOut(nextOf(history.value));
      } catch (error) {
        refusal.value = refusalText(error);
      } finally {
        trying.value -= 1;
      }
    });
    return turn;
  }
  const act = (one: Act | null): Promise<void> =>
    one === null ? Promise.resolve() : change((now) => withAct(now, one));

  const save = useAction(
    async () => {
      await turn;
      const { value: schedule } = kept;
      const edits = editsOf(history.value).filter((edit): edit is PlanEdit => edit.kind !== 'add-exception');
      if (schedule === null || edits.length === 0) return schedule;
      const saved = await call('editSchedule', { params, body: { revision: schedule.revision, edits } });
      take(saved);
      await compare(compared.value?.baseline.id ?? saved.baselineId);
      return saved;
    },
    (saved) => words.saved(saved?.revision ?? 0),
  );
  const begin = useAction(async (frame: ScheduleFrame) => {
    await call('createSchedule', { params, body: frame });
    await read();
  }, words.begun);
  const freeze = useAction(async (baseline: Omit<NewBaseline, 'revision'>) => {
    const { value: schedule } = kept;
    if (schedule === null) return;
    const frozen = await call('freezeBaseline', { params, body: { ...baseline, revision: schedule.revision } });
    take(frozen);
    await compare(frozen.baselines[0]?.id ?? null);
  }, words.frozen);

  /** A draft's stops are no changes of the schedule: they stay behind. */
  function adopt(): Promise<void> {
    isDraft.value = false;
    return change((now) => {
      const done = now.done
        .map((one) => one.filter(({ kind }) => kind !== 'add-exception'))
        .filter((one) => one.length > 0);
      return { done, undone: [] };
    });
  }
  function discard(): Promise<void> {
    isDraft.value = false;
    return change(() => noHistory);
  }
  return {
    ...{ answer, kept, content, plan, tried, compared, unread, refusal, trying, history, changes, isDraft },
    ...{ read, act, save, begin, freeze, compare, adopt, discard },
    undo: () => change(undo),
    redo: () => change(redo),
  };
}
export type EditedSchedule = ReturnType<typeof useSchedule>;
