import { readonly, ref, type DeepReadonly, type Ref } from 'vue';
import { durations } from '../../tokens/scale.ts';

/** What an action did, said for some seconds over the page. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isBad: boolean;
}
const list = ref<Toast[]>([]);
let last = 0;

export const toasts: DeepReadonly<Ref<Toast[]>> = readonly(list);
export const dropToast = (id: number): void => void (list.value = list.value.filter((toast) => toast.id !== id));

export function say(text: string, isBad = false): void {
  const id = (last += 1);
  list.value = [...list.value.slice(-2), { id, text, isBad }];
  setTimeout(() => dropToast(id), durations.notice);
}
