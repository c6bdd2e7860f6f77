import { ref, type Ref } from 'vue';
import { refusalText } from '../ui/refusal.ts';

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
      problem.value = refusalText(error);
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, problem, submit };
}
