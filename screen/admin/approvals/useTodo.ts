import { onScopeDispose, readonly, shallowRef } from 'vue';
import type { ApprovalCounts } from '../../../contracts/approvalCases.ts';
import { useLiveStore } from '../../live/liveStore.ts';
import { call } from '../../transport/rest.ts';
import { may } from '../may.ts';

const counts = shallowRef<ApprovalCounts>({ todo: 0, overdue: 0 });
/** How many approvals wait for the viewer; the same everywhere on the page. */
export const approvalCounts = readonly(counts);

/** Keeps the counts: asked once, and again whenever the server says over the socket that they are others. */
export function useTodo(onChanged: () => void = () => undefined): void {
  const ask = (): void => {
    if (!may('approvals.read')) return;
    call('countApprovals', {}).then(
      (answer) => (counts.value = answer),
      // Nobody answered: the counts stand until the next word of the socket.
      () => undefined,
    );
  };
  ask();
  onScopeDispose(
    useLiveStore().onPersonal('approvals', () => {
      ask();
      onChanged();
    }),
  );
}
