import { shallowRef } from 'vue';
import type { Calendar } from '../../../contracts/calendars.ts';
import type { NotedException } from '../../../contracts/keptSchedules.ts';
import { call } from '../../transport/rest.ts';

/** The calendars that a project may be planned by, and what was noted on them. */
export function useCalendars(projectId: string) {
  const calendars = shallowRef<readonly Calendar[]>([]);
  const noted = shallowRef<readonly NotedException[]>([]);
  async function read(): Promise<void> {
    const answer = await call('listCalendars', { query: { projectId } });
    calendars.value = answer.rows;
    noted.value = answer.noted;
  }
  void read().catch(() => undefined);
  return { calendars, noted, read };
}
