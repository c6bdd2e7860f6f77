import { ref, type Ref } from 'vue';
import { refusalText } from '../../ui/refusal.ts';
import { say } from './toast.ts';

export interface Action<A extends readonly unknown[]> {
  readonly isBusy: Ref<boolean>;
  /** Why the last run was refused, as a sentence; empty when it was not. */
  readonly problem: Ref<string>;
  /** False: it was refused, or one is under way. */
  readonly run: (...input: A) => Promise<boolean>;
  /** A dialog that opens again does not begin with the last refusal. */
  readonly forget: () => void;
}

/** One REST call that a person asks for: one at a time, its result said in a sentence, a refusal kept in `problem`. */
export function useAction<A extends readonly unknown[], T>(
  work: (...input: A) => Promise<T>,
  done?: string | ((result: T, ...input: A) => string),
): Action<A> {
  const isBusy = ref(false);
  const problem = ref('');
  async function run(...input: A): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    problem.value = '';
    try {
      const result = await work(...input);
      if (done !== undefined) say(typeof done === 'string' ? done : done(result, ...input));
      return true;
    } catch (error) {
      problem.value = refusalText(error);
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, problem, run, forget: () => (problem.value = '') };
}
