import { computed, ref, shallowRef } from 'vue';
import { organisationKindNames, type OrganisationLine } from '../../../contracts/organisation.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import type { TreeRow } from '../parts/table.ts';
import { branchesOf, pathOf } from './tree.rules.ts';

/** The organisation tree, for its page and for choosing one. */
export function useOrganisations() {
  const rows = shallowRef<readonly OrganisationLine[] | null>(null);
  const problem = ref('');
  async function read(): Promise<void> {
    try {
      rows.value = (await call('listOrganisations', {})).rows;
      problem.value = '';
    } catch (error) {
      problem.value = refusalText(error);
    }
  }
  void read();
  const options = computed(() =>
    (rows.value ?? [])
      .filter(({ active }) => active)
      .map((row) => ({
        ...{ value: row.code, kind: row.kind, text: `${row.name}（${organisationKindNames[row.kind]}）` },
      })),
  );
  const tree = (showsAll: boolean): TreeRow<OrganisationLine>[] | null =>
    rows.value === null
      ? null
      : branchesOf(
          rows.value.filter(({ active }) => active || showsAll),
          null,
        );
  const pathTo = (code: string): string => pathOf(rows.value ?? [], code);
  return { rows, problem, read, options, tree, pathTo };
}
