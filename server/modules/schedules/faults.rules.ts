import { scheduleFaultNames, type ScheduleFault, type Task } from '../../../contracts/schedules.ts';

const MOST_TOLD = 3;

/** What keeps a plan from being computed, as one sentence with the places by their WBS codes. */
export function faultSentence(faults: readonly ScheduleFault[], tasks: readonly Task[]): string {
  const codes = new Map(tasks.map(({ id, wbs, name }) => [id, `${wbs} ${name}`]));
  const nameOf = (id: number): string => codes.get(id) ?? String(id);
  const told = faults.slice(0, MOST_TOLD).map(({ code, taskId, path, found }) => {
    if (path !== null) return `${scheduleFaultNames[code]}:${[...path, ...path.slice(0, 1)].map(nameOf).join(' → ')}`;
    const place = taskId === null ? (found ?? '') : nameOf(taskId);
    return place === '' ? scheduleFaultNames[code] : `${place}:${scheduleFaultNames[code]}`;
  });
  const more = faults.length - told.length;
  return told.join(';') + (more > 0 ? `;另有 ${more} 处` : '');
}
