import { ref, type Ref } from 'vue';
import { RestProblem } from '../transport/rest.ts';
import { refusalText } from '../ui/refusal.ts';

/** What the server says, with its reason; names of fields are no reason that anybody could read. */
const sentenceOf = (error: unknown): string =>
  error instanceof RestProblem && error.code === 'bad-request' ? error.message : refusalText(error);

/** One form, one attempt at a time; a refusal becomes the contract's sentence. */
export function useSubmit(action: () => Promise<void>): {
  isBusy: Ref<boolean>;
  problem: Ref<string>;
  submit: () => Promise<void>;
} {
  const isBusy = ref(false);
  const problem = ref('');
  async function submit(): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    problem.value = '';
    try {
      await action();
    } catch (error) {
      problem.value = sentenceOf(error);
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, problem, submit };
}
