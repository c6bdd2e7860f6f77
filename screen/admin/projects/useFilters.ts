import { computed } from 'vue';
import { labelNames, labels, type Label } from '../../../contracts/labels.ts';
import {
  lights,
  projectCategories,
  projectCategoryNames,
  projectPhaseNames,
  projectPhases,
  projectSorts,
  type Light,
  type ProjectCategory,
  type ProjectPhase,
} from '../../../contracts/projects.ts';
import type { ProjectPageQuery } from '../../../contracts/rest/projects.ts';
import { projectListWords as words } from '../../words/adminProjects.ts';
import { lightWords } from '../../words/states.ts';
import { useListView } from '../lists/useListView.ts';
import { useAreas } from '../useAreas.ts';
import { columnsOf, usualColumns } from './columns.ts';

interface Option<K extends string> {
  readonly value: K | '';
  readonly text: string;
}
const optionsOf = <K extends string>(any: string, keys: readonly K[], textOf: (key: K) => string): Option<K>[] => [
  { value: '', text: any },
  ...keys.map((value) => ({ value, text: textOf(value) })),
];

/** What the list of projects can be narrowed by and can show, out of its address; and the query that says so. */
export function useFilters() {
  const areas = useAreas({ street: words.anyStreet, department: words.anyDepartment });
  const columns = columnsOf((code) => areas.streetName(code) ?? code);
  const state = useListView({
    filters: ['text', 'street', 'department', 'category', 'phase', 'light', 'label'],
    columns: columns.map(({ key }) => key),
    shown: usualColumns,
    sorts: projectSorts,
  });
  const [text, street, department] = [state.filter('text'), state.filter('street'), state.filter('department')];
  const category = state.filter<ProjectCategory>('category');
  const phase = state.filter<ProjectPhase>('phase');
  const light = state.filter<Light>('light');
  const label = state.filter<Label>('label');
  return {
    ...{ ...areas, state, columns, text, street, department, category, phase, light, label },
    query: computed<ProjectPageQuery>(() => ({
      ...(text.value.trim() !== '' && { text: text.value.trim() }),
      ...(street.value !== '' && { streetCode: street.value }),
      ...(department.value !== '' && { departmentCode: department.value }),
      ...(category.value !== '' && { category: category.value }),
      ...(phase.value !== '' && { phase: phase.value }),
      ...(light.value !== '' && { light: light.value }),
      ...(label.value !== '' && { label: label.value }),
    })),
    categoryOptions: optionsOf(words.anyCategory, projectCategories, (key) => projectCategoryNames[key]),
    phaseOptions: optionsOf(words.anyPhase, projectPhases, (key) => projectPhaseNames[key]),
    lightOptions: optionsOf(words.anyLight, lights, (key) => lightWords[key]),
    labelOptions: optionsOf(words.anyLabel, labels, (key) => labelNames[key]),
  };
}
