import { shallowRef } from 'vue';
import type { LinkType } from '../../../contracts/schedules.ts';

type Side = 'start' | 'finish';
/** What a pointer has taken hold of, from where, and where it is now, in pixels of the plot. */
export interface Drag {
  readonly kind: 'move' | 'resize' | 'link';
  readonly taskId: number;
  readonly side: Side;
  readonly fromX: number;
  readonly fromY: number;
  readonly x: number;
  readonly y: number;
}
export interface BarDragDeps {
  /** Days for so many pixels. */
  readonly daysOf: (pixels: number) => number;
  readonly onMove: (taskId: number, byDays: number) => void;
  readonly onResize: (taskId: number, byDays: number) => void;
  readonly onLink: (fromId: number, toId: number, type: LinkType) => void;
  readonly onTake: (taskId: number) => void;
}
const types = { start: { start: 'SS', finish: 'SF' }, finish: { start: 'FS', finish: 'FF' } } as const;
const holds = { bar: 'move', edge: 'resize', dot: 'link' } as const;
/** A finger that slips by less has not dragged. */
const SLIP = 3;

/** Marks of the plot name what they are: `data-hold` bar, edge or dot, `data-task`, and of a dot `data-side`. */
export function useBarDrag(deps: BarDragDeps) {
  const drag = shallowRef<Drag | null>(null);

  function placeOf(event: PointerEvent): { x: number; y: number } {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
  function onDown(event: PointerEvent): void {
    const mark = (event.target as Element).closest<SVGElement>('[data-hold]');
    if (mark === null || event.button !== 0) return;
    const taskId = Number(mark.dataset['task']);
    const kind = holds[mark.dataset['hold'] as keyof typeof holds];
    const { x, y } = placeOf(event);
    deps.onTake(taskId);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    drag.value = { kind, taskId, side: (mark.dataset['side'] ?? 'finish') as Side, fromX: x, fromY: y, x, y };
  }
  function onDrag(event: PointerEvent): void {
    if (drag.value !== null) drag.value = { ...drag.value, ...placeOf(event) };
  }
  function onUp(event: PointerEvent): void {
    const { value: held } = drag;
    drag.value = null;
    if (held === null || Math.hypot(held.x - held.fromX, held.y - held.fromY) < SLIP) return;
    const days = deps.daysOf(held.x - held.fromX);
    if (held.kind === 'move') deps.onMove(held.taskId, days);
    if (held.kind === 'resize') deps.onResize(held.taskId, days);
    if (held.kind === 'link') dropLink(held, event);
  }
  /** Dropped on the near half of a bar it means that bar's start, on the far half its finish. */
  function dropLink({ taskId, side }: Drag, event: PointerEvent): void {
    const mark = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGElement>('[data-hold]');
    if (mark === null || mark === undefined) return;
    const box = mark.getBoundingClientRect();
    const dropped =
      (mark.dataset['side'] as Side | undefined) ?? (event.clientX < box.left + box.width / 2 ? 'start' : 'finish');
    const type = types[side][dropped];
    deps.onLink(taskId, Number(mark.dataset['task']), type);
  }
  const forget = (): void => void (drag.value = null);
  return { drag, onDown, onDrag, onUp, forget };
}
