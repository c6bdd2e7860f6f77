import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { dropPlaceAt, type DropPlace } from './drag.rules.ts';
import type { RowKey } from './table.ts';

export type { DropPlace };
interface Over {
  readonly key: RowKey;
  readonly where: DropPlace;
}

/** Rows of a table that are dragged to another: before it, after it, or into it. */
export function useRowDrag(drop: (from: RowKey, to: RowKey, where: DropPlace) => void): {
  held: Ref<RowKey | null>;
  over: ShallowRef<Over | null>;
  start: (event: DragEvent, key: RowKey) => void;
  hover: (event: DragEvent, key: RowKey) => void;
  end: (isDropped: boolean) => void;
} {
  const held = ref<RowKey | null>(null);
  const over = shallowRef<Over | null>(null);
  function start(event: DragEvent, key: RowKey): void {
    held.value = key;
    // Firefox begins no drag that carries nothing.
    event.dataTransfer?.setData('text/plain', String(key));
  }
  function hover(event: DragEvent, key: RowKey): void {
    if (held.value === null || held.value === key) return;
    event.preventDefault();
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    over.value = { key, where: dropPlaceAt((event.clientY - top) / height) };
  }
  function end(isDropped: boolean): void {
    if (isDropped && held.value !== null && over.value !== null) drop(held.value, over.value.key, over.value.where);
    held.value = null;
    over.value = null;
  }
  return { held, over, start, hover, end };
}
