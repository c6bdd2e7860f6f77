import { computed, shallowRef } from 'vue';
import type { Street } from '../../contracts/streets.ts';
import { call } from '../transport/rest.ts';
import { may } from './may.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** Streets and departments to narrow a list by, as far as the viewer may read them. */
export function useAreas(any: { readonly street: string; readonly department: string }) {
  const streets = shallowRef<readonly Street[]>([]);
  const departments = shallowRef<readonly Named[]>([]);
  // Without them a list is of use still.
  const nothing = (): void => undefined;
  void call('listStreets', {}).then(({ rows }) => (streets.value = rows), nothing);
  if (may('organisation.read'))
    void call('listOrganisations', {}).then(
      ({ rows }) => (departments.value = rows.filter(({ kind, active }) => kind === 'department' && active)),
      nothing,
    );
  const named = (rows: readonly Named[], text: string) => [
    { value: '', text },
    ...rows.map(({ code, name }) => ({ value: code, text: name })),
  ];
  return {
    streetOptions: computed(() => named(streets.value, any.street)),
    departmentOptions: computed(() => named(departments.value, any.department)),
    streetName: (code: string | null) => streets.value.find((one) => one.code === code)?.name ?? code,
  };
}
