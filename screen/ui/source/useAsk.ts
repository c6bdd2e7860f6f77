import { onScopeDispose } from 'vue';
import { durations } from '../../tokens/scale.ts';

/** A finger that moves this far is scrolling, not holding. */
const STILL_PX = 10;

/**
 * The three ways of asking a figure where it comes from: a long press, the right mouse button, and from the keyboard
 * Enter or the menu key. The click that ends a long press is kept from whatever the figure stands on.
 */
export function useAsk(ask: (isByKey: boolean) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: { readonly x: number; readonly y: number } | null = null;
  let wasHeld = false;
  const release = (): void => {
    clearTimeout(timer);
    start = null;
  };
  onScopeDispose(release);

  return {
    pointerdown: ({ button, clientX, clientY }: PointerEvent): void => {
      release();
      wasHeld = false;
      if (button !== 0) return;
      start = { x: clientX, y: clientY };
      timer = setTimeout(() => {
        wasHeld = true;
        ask(false);
      }, durations.hold);
    },
    pointermove: ({ clientX, clientY }: PointerEvent): void => {
      if (start !== null && Math.hypot(clientX - start.x, clientY - start.y) > STILL_PX) release();
    },
    pointerup: release,
    pointercancel: release,
    pointerleave: release,
    contextmenu: (event: MouseEvent): void => {
      event.preventDefault();
      release();
      // Touch screens send this at the end of a long press as well: the question has then been asked.
      if (!wasHeld) ask(false);
    },
    keydown: (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== 'ContextMenu' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      ask(true);
    },
    click: (event: MouseEvent): void => {
      if (!wasHeld) return;
      wasHeld = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
