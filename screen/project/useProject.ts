import { computed, type Ref } from 'vue';
import { projectRoom } from '../../contracts/socket.ts';
import { useDistrict } from '../live/useReach.ts';
import { useRoom } from '../live/useRoom.ts';
import { useProjectDetail } from './useProjectDetail.ts';

/** A project from its own room, and its detail. */
export function useProject(id: Readonly<Ref<string>>) {
  const room = useRoom(() => projectRoom(id.value));
  const district = useDistrict();
  const state = computed(() => room.value?.state ?? null);
  // The district carries every project: the head of the page is there before the project's own room answers.
  const figures = computed(() => state.value?.projects[id.value] ?? district.value?.state?.projects[id.value] ?? null);
  const { detail, failure } = useProjectDetail(id, figures);
  const street = computed(() => {
    const code = figures.value?.streetCode ?? null;
    const name = code === null ? undefined : district.value?.state?.streets[code]?.name;
    return code === null || name === undefined ? null : { code, name };
  });
  const problem = computed(() => room.value?.problem ?? null);
  return { state, figures, detail, failure, problem, street };
}
export type WatchedProject = ReturnType<typeof useProject>;
