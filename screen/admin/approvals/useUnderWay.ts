import { shallowRef, watch } from 'vue';
import type { ApprovalRow } from '../../../contracts/approvalCases.ts';
import { call } from '../../transport/rest.ts';
import { may } from '../may.ts';

/** The approval of a project that is under way, if there is one that the viewer may see. */
export function useUnderWay(projectId: () => string) {
  const underWay = shallowRef<ApprovalRow | null>(null);
  async function read(): Promise<void> {
    if (!may('approvals.read')) return;
    const query = { projectId: projectId(), page: 1, size: 1 };
    // The newest is the only one that can be under way. One that cannot be read is told of when another is begun.
    const newest = (await call('listApprovals', { query }).catch(() => ({ rows: [] }))).rows[0];
    underWay.value = newest?.state === 'open' || newest?.state === 'returned' ? newest : null;
  }
  watch(projectId, () => void read(), { immediate: true });
  return underWay;
}
