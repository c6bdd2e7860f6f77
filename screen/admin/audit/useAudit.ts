import { ref, shallowRef } from 'vue';
import type { AuditRow, AuditState } from '../../../contracts/audit.ts';
import { dateText } from '../../format/time.ts';
import { call, callForFile } from '../../transport/rest.ts';
import { saveFile } from '../../transport/saveFile.ts';
import { refusalText } from '../../ui/refusal.ts';
import { auditWords, foundText } from '../../words/audit.ts';
import { useAction } from '../parts/useAction.ts';
import { useTable } from '../parts/useTable.ts';
import { filterOf, noFilter, type AuditForm } from './filters.rules.ts';

/** The log page by page, how its chain stands, and what its administrator may have done with it. */
export function useAudit() {
  const form = shallowRef<AuditForm>(noFilter);
  const table = useTable<AuditRow>(
    async ({ size, after, signal }) => {
      const query = { ...filterOf(form.value), limit: size, ...(after && { before: after.seq }) };
      return { rows: (await call('listAudit', { query, signal })).rows, total: null };
    },
    { size: 50, follows: () => form.value },
  );
  const state = shallowRef<AuditState | null>(null);
  const stateProblem = ref('');
  async function readState(): Promise<void> {
    try {
      state.value = await call('auditState', {});
      stateProblem.value = '';
    } catch (error) {
      stateProblem.value = refusalText(error);
    }
  }
  void readState();
  const check = useAction(() => call('checkAudit', {}).finally(readState), foundText);
  const take = useAction(async () => {
    saveFile(`audit-${dateText(Date.now())}.csv`, await callForFile('exportAudit', { query: filterOf(form.value) }));
  }, auditWords.exported);
  const search = (wanted: AuditForm): void => void (form.value = wanted);
  return { table, state, stateProblem, check, take, search };
}
