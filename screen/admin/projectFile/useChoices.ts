import { shallowRef } from 'vue';
import type { Organisation } from '../../../contracts/organisation.ts';
import type { Street } from '../../../contracts/streets.ts';
import { call } from '../../transport/rest.ts';

/** Organisations and streets to choose from. Without them a form says so by what it cannot offer. */
export function useChoices() {
  const organisations = shallowRef<readonly Organisation[]>([]);
  const streets = shallowRef<readonly Street[]>([]);
  const read = Promise.all([call('listOrganisations', {}), call('listStreets', {})]).then(
    ([all, known]) => {
      organisations.value = all.rows;
      streets.value = known.rows;
    },
    () => undefined,
  );
  return { organisations, streets, read };
}
