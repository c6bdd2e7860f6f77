import { onScopeDispose, ref, shallowRef } from 'vue';
import type { InterfaceHealth } from '../../../contracts/interfaces.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';

const EVERY_MS = 10_000;

/** How the interfaces do, read again every ten seconds while somebody may be looking. */
export function useHealth() {
  const health = shallowRef<InterfaceHealth | null>(null);
  const problem = ref('');
  async function read(): Promise<void> {
    try {
      health.value = await call('getInterfaceHealth', {});
      problem.value = '';
    } catch (error) {
      problem.value = refusalText(error);
    }
  }
  const timer = setInterval(() => document.visibilityState === 'visible' && void read(), EVERY_MS);
  onScopeDispose(() => clearInterval(timer));
  void read();
  return { health, problem, read };
}
