import { computed, ref } from 'vue';
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
import { projectListWords as words } from '../../words/adminProjects.ts';
import { lightWords } from '../../words/states.ts';
import { useAreas } from '../useAreas.ts';

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
  const areas = useAreas({ street: words.anyStreet, department: words.anyDepartment });
  const narrowed = computed<ProjectPageQuery>(() => ({
    ...(text.value.trim() !== '' && { text: text.value.trim() }),
    ...(street.value !== '' && { streetCode: street.value }),
    ...(department.value !== '' && { departmentCode: department.value }),
    ...(category.value !== '' && { category: category.value }),
    ...(phase.value !== '' && { phase: phase.value }),
  }));
  return {
    ...{ ...areas, text, street, department, category, phase, light, narrowed },
    query: computed<ProjectPageQuery>(() => ({ ...narrowed.value, ...(light.value !== '' && { light: light.value }) })),
    categoryOptions: optionsOf(words.anyCategory, projectCategories, (key) => projectCategoryNames[key]),
    phaseOptions: optionsOf(words.anyPhase, projectPhases, (key) => projectPhaseNames[key]),
    lightOptions: optionsOf(words.anyLight, lights, (key) => lightWords[key]),
  };
}
