import { computed, shallowRef } from 'vue';
import type { Colleague } from '../../../contracts/projectFiles.ts';
import { call } from '../../transport/rest.ts';
import { scheduleWords } from '../../words/schedules.ts';

/** Somebody or some office that a task can be given to. */
export interface OwnerOption {
  readonly value: string;
  readonly text: string;
}

/** Who works in the offices of a project: a task is given to one of them, or to an office as a whole. */
export function useOwners(projectId: string) {
  const colleagues = shallowRef<readonly Colleague[]>([]);
  async function read(): Promise<void> {
    colleagues.value = (await call('listColleagues', { params: { code: projectId } })).rows;
  }
  void read().catch(() => undefined);
  const people = computed(() => {
    const one = ({ personId, name, orgName }: Colleague): OwnerOption => ({
      ...{ value: String(personId), text: `${name}　${orgName}` },
    });
    return [...new Map(colleagues.value.map((person) => [person.personId, one(person)])).values()];
  });
  const offices = computed((): OwnerOption[] => {
    const named = new Map(colleagues.value.map(({ orgCode, orgName }) => [orgCode, orgName]));
    return [...named].map(([value, text]) => ({ value, text }));
  });
  const officeOf = (personId: string): string =>
    colleagues.value.find((one) => String(one.personId) === personId)?.orgCode ?? '';
  return { people, offices, officeOf };
}
export type Owners = ReturnType<typeof useOwners>;

/** Nobody first; whoever has it and is no longer in one of the offices keeps it until another is chosen. */
export function ownerOptions(all: readonly OwnerOption[], held: string): OwnerOption[] {
  const { noOwner, formerOwner } = scheduleWords.task;
  const isKnown = held === '' || all.some(({ value }) => value === held);
  return [{ value: '', text: noOwner }, ...(isKnown ? [] : [{ value: held, text: formerOwner }]), ...all];
}
