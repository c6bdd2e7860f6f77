import { ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { PlanDocument, PlanView } from '../../../contracts/plans.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';

/** The plans, and the goals of the one that is looked at. */
export function usePlans() {
  const named = useRoute().query['plan'];
  const plans = shallowRef<readonly PlanDocument[] | null>(null);
  const view = shallowRef<PlanView | null>(null);
  const code = ref(typeof named === 'string' ? named : '');
  const problem = ref('');
  async function read(): Promise<void> {
    try {
      plans.value = (await call('listPlans', {})).rows;
      if (code.value === '') code.value = plans.value[0]?.code ?? '';
      if (code.value !== '') view.value = await call('getPlan', { params: { code: code.value } });
      problem.value = '';
    } catch (error) {
      problem.value = refusalText(error);
    }
  }
  watch(code, () => void read());
  void read();
  return { plans, view, code, problem, read };
}
