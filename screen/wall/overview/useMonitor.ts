import { computed, type Ref } from 'vue';
import { DISTRICT_CODE } from '../../../contracts/glossary.ts';
import type { ProjectSideFigures } from '../../../contracts/live.ts';
import { DAY_MS } from '../../format/time.ts';
import { useNow } from '../../live/clock.ts';
import { useProjectCurves, type CurvesQuestion } from '../../live/useProjectCurves.ts';
import { useWatched } from '../../live/useSelection.ts';

/** Whose 双监控 it is: a scope of the curves, and the figures that stand above them. */
export interface MonitorSubject extends CurvesQuestion {
  readonly name: string;
  readonly projects: ProjectSideFigures;
}

/** 双监控 of a subject; without one, of what is looked at: the district, or the street chosen. */
export function useMonitor(subject?: Readonly<Ref<MonitorSubject | null>>) {
  const { area, street } = useWatched();
  const now = useNow();
  const watched = computed((): MonitorSubject | null => {
    if (area.value === null) return null;
    const { name, projects } = area.value;
    return street.value === null
      ? { scope: 'district', code: DISTRICT_CODE, name, projects }
      : { scope: 'street', code: street.value, name, projects };
  });
  const question = computed(() => subject?.value ?? watched.value);
  const { curves, failure } = useProjectCurves(question);
  const projects = computed(() => question.value?.projects ?? null);
  const name = computed(() => question.value?.name ?? '');
  /** Charts of months and weeks are drawn once a day: today's line does not creep. */
  const today = computed(() => Math.floor(now.value / DAY_MS) * DAY_MS);
  return { name, projects, curves, failure, today };
}
export type Monitor = ReturnType<typeof useMonitor>;
