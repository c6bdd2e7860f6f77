import { ref, shallowRef, watch } from 'vue';
import type { ApprovalCase, ApprovalOrder } from '../../../contracts/approvalCases.ts';
import { approvalActNames } from '../../../contracts/approvals.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { approvalWords as words } from '../../words/approvals.ts';
import { useAction } from '../parts/useAction.ts';

/** One approval, read anew when its address changes, and what is done with it. */
export function useApproval(id: () => number) {
  const approval = shallowRef<ApprovalCase | null>(null);
  const unread = ref('');
  async function read(): Promise<void> {
    try {
      approval.value = await call('getApproval', { params: { id: id() } });
      unread.value = '';
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  watch(id, () => void read(), { immediate: true });

  const acting = useAction(
    async (order: Omit<ApprovalOrder, 'passes'>) => {
      const passes = approval.value?.passes.length ?? 1;
      approval.value = await call('actOnApproval', { params: { id: id() }, body: { ...order, passes } });
      return approval.value;
    },
    ({ state, toName }, { act }) =>
      state === 'approved' && act === 'approve' ? words.passed(toName) : words.done(approvalActNames[act]),
  );
  return { approval, unread, read, acting };
}
