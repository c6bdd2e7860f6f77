import { shallowRef } from 'vue';
import type { ContractFacts, NewPayment, PaymentRow, ProjectContract } from '../../../contracts/contracting.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { contractWords as words } from '../../words/projectFiles.ts';
import { useAction } from '../parts/useAction.ts';

/** A project's contracts and what was paid by them. */
export function useContracts(code: string, changed: () => void) {
  const params = { code };
  const contracts = shallowRef<readonly ProjectContract[] | null>(null);
  const payments = shallowRef<readonly PaymentRow[]>([]);
  const unread = shallowRef('');
  async function read(): Promise<void> {
    try {
      const [all, paid] = await Promise.all([call('listContracts', { params }), call('listPayments', { params })]);
      [contracts.value, payments.value] = [all.rows, paid.rows];
      unread.value = '';
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  void read();
  const again = async <T>(result: T): Promise<T> => {
    await read();
    changed();
    return result;
  };
  const add = useAction(
    async (facts: ContractFacts) => again(await call('addContract', { params, body: facts })),
    ({ number }) => words.added(number),
  );
  const edit = useAction(
    async (contract: ProjectContract, facts: ContractFacts, reason: string) => {
      const body = { facts, reason, revision: contract.revision };
      return again(await call('editContract', { params: { code, id: contract.id }, body }));
    },
    ({ number }) => words.edited(number),
  );
  const end = useAction(
    async ({ id, revision }: ProjectContract, reason: string) =>
      again(await call('endContract', { params: { code, id }, body: { revision, reason } })),
    ({ number }) => words.ended(number),
  );
  const pay = useAction(
    async (payment: NewPayment) => again(await call('recordPayment', { params, body: payment })),
    words.recorded,
  );
  const undo = useAction(
    async ({ id }: PaymentRow, reason: string) =>
      again(await call('undoPayment', { params: { code, id }, body: { reason } })),
    words.undone,
  );
  return { contracts, payments, unread, add, edit, end, pay, undo };
}
