import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { gradeNames, grades, type Grade } from '../../../contracts/grades.ts';
import {
  lights,
  projectCategories,
  projectCategoryNames,
  type Light,
  type ProjectCategory,
} from '../../../contracts/projects.ts';
import { dateText } from '../../format/time.ts';
import { useNow } from '../../live/clock.ts';
import { scorePageWords as words } from '../../words/scorePages.ts';
import { lightWords } from '../../words/states.ts';
import { monthsBegun } from '../values/show.rules.ts';
import { useAreas } from '../useAreas.ts';
import { useYear } from '../year.ts';

/** What the list of scores is of: a month of the year chosen, and what it is narrowed by; the address may say so. */
export function useScoreFilters() {
  const { query: asked } = useRoute();
  const named = (key: string): string => (typeof asked[key] === 'string' ? asked[key] : '');
  const year = useYear();
  const now = useNow();
  const months = computed(() => monthsBegun(year.value, dateText(now.value)));
  const newest = months.value[0] ?? `${year.value}-01`;
  const month = ref(months.value.includes(named('month')) ? named('month') : newest);
  watch(months, (known) => {
    if (!known.includes(month.value)) month.value = known[0] ?? `${year.value}-01`;
  });
  const text = ref('');
  const grade = ref<Grade | 'none' | ''>('');
  const light = ref<Light | ''>('');
  const category = ref<ProjectCategory | ''>(projectCategories.find((one) => one === named('category')) ?? '');
  const street = ref(named('streetCode'));
  const department = ref(named('departmentCode'));
  return {
    ...useAreas({ street: words.anyStreet, department: words.anyDepartment }),
    ...{ year, month, text, grade, light, category, street, department },
    monthOptions: computed(() => months.value.map((value) => ({ value, text: words.monthText(value) }))),
    gradeOptions: [
      { value: '' as const, text: words.anyGrade },
      ...grades.map((value) => ({ value, text: gradeNames[value] })),
      { value: 'none' as const, text: words.noGrade },
    ],
    lightOptions: [
      { value: '' as const, text: words.anyLight },
      ...lights.map((value) => ({ value, text: lightWords[value] })),
    ],
    categoryOptions: [
      { value: '' as const, text: words.anyCategory },
      ...projectCategories.map((value) => ({ value, text: projectCategoryNames[value] })),
    ],
    query: computed(() => ({
      month: month.value,
      ...(text.value.trim() !== '' && { text: text.value.trim() }),
      ...(grade.value !== '' && { grade: grade.value }),
      ...(light.value !== '' && { light: light.value }),
      ...(category.value !== '' && { category: category.value }),
      ...(street.value !== '' && { streetCode: street.value }),
      ...(department.value !== '' && { departmentCode: department.value }),
    })),
  };
}
