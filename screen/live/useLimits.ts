import { shallowRef, type Ref } from 'vue';
import type { Limit } from '../../contracts/limits.ts';
import { call } from '../transport/rest.ts';

/** Dated limits change a few times a decade: read once a page, again after a failure. */
let asked: Promise<void> | null = null;
const limits = shallowRef<readonly Limit[]>([]);

export function useLimits(): Readonly<Ref<readonly Limit[]>> {
  asked ??= call('listLimits', {}).then(
    ({ rows }) => void (limits.value = rows),
    () => void (asked = null),
  );
  return limits;
}
