import { ref, type Ref } from 'vue';
import { RestProblem } from '../transport/rest.ts';
import { wallWords } from '../words/walls.ts';

export interface Orders {
  readonly isBusy: Ref<boolean>;
  /** Why the last order was refused; empty when it was not. */
  readonly problem: Ref<string>;
  /** What the last order did. */
  readonly notice: Ref<string>;
  readonly give: (order: () => Promise<unknown>, done: string) => Promise<boolean>;
}

/** One order to a wall at a time; its outcome in a sentence. */
export function useOrder(): Orders {
  const isBusy = ref(false);
  const problem = ref('');
  const notice = ref('');
  async function give(order: () => Promise<unknown>, done: string): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    problem.value = notice.value = '';
    try {
      await order();
      notice.value = done;
      return true;
    } catch (error) {
      problem.value = sentenceOf(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, problem, notice, give };
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof RestProblem) || error.code === 'unreachable') return wallWords.unreachable;
  return error.detail === '' ? error.message : `${error.message}：${error.detail}`;
}
