import { computed, ref, shallowRef } from 'vue';
import {
  lights,
  projectCategories,
  projectCategoryNames,
  projectPhaseNames,
  projectPhases,
  type Light,
  type ProjectCategory,
  type ProjectPhase,
} from '../../../contracts/projects.ts';
import type { ProjectPageQuery } from '../../../contracts/rest/projects.ts';
import type { Street } from '../../../contracts/streets.ts';
import { call } from '../../transport/rest.ts';
import { projectListWords as words } from '../../words/adminProjects.ts';
import { lightWords } from '../../words/states.ts';
import { may } from '../may.ts';

interface Option<K extends string> {
  readonly value: K | '';
  readonly text: string;
}
const optionsOf = <K extends string>(any: string, keys: readonly K[], textOf: (key: K) => string): Option<K>[] => [
  { value: '', text: any },
  ...keys.map((value) => ({ value, text: textOf(value) })),
];

/** What the list of projects can be narrowed by, and the query that says so. */
export function useFilters() {
  const [text, street, department] = [ref(''), ref(''), ref('')];
  const category = ref<ProjectCategory | ''>('');
  const phase = ref<ProjectPhase | ''>('');
  const light = ref<Light | ''>('');
  const streets = shallowRef<readonly Street[]>([]);
  const departments = shallowRef<readonly { readonly code: string; readonly name: string }[]>([]);
  // Without them the list is of use still.
  const nothing = (): void => undefined;
  void call('listStreets', {}).then(({ rows }) => (streets.value = rows), nothing);
  if (may('organisation.read'))
    void call('listOrganisations', {}).then(
      ({ rows }) => (departments.value = rows.filter(({ kind, active }) => kind === 'department' && active)),
      nothing,
    );
  const named = (rows: readonly { readonly code: string; readonly name: string }[], any: string) => [
    { value: '', text: any },
    ...rows.map(({ code, name }) => ({ value: code, text: name })),
  ];
  const narrowed = computed<ProjectPageQuery>(() => ({
    ...(text.value.trim() !== '' && { text: text.value.trim() }),
    ...(street.value !== '' && { streetCode: street.value }),
    ...(department.value !== '' && { departmentCode: department.value }),
    ...(category.value !== '' && { category: category.value }),
    ...(phase.value !== '' && { phase: phase.value }),
  }));
  return {
    ...{ text, street, department, category, phase, light, narrowed },
    query: computed<ProjectPageQuery>(() => ({ ...narrowed.value, ...(light.value !== '' && { light: light.value }) })),
    streetOptions: computed(() => named(streets.value, words.anyStreet)),
    departmentOptions: computed(() => named(departments.value, words.anyDepartment)),
    categoryOptions: optionsOf(words.anyCategory, projectCategories, (key) => projectCategoryNames[key]),
    phaseOptions: optionsOf(words.anyPhase, projectPhases, (key) => projectPhaseNames[key]),
    lightOptions: optionsOf(words.anyLight, lights, (key) => lightWords[key]),
    streetName: (code: string | null) => streets.value.find((one) => one.code === code)?.name ?? code,
  };
}
