import type { Point } from './camera.rules.ts';

/** A finger or pointer that moved farther, or stayed longer, did not tap. */
const STILL_PX = 8;
const SHORT_MS = 700;

/** Tells taps and clicks from drags and pinches. */
export function onTaps(element: HTMLElement, tapped: (at: Point, kind: 'mouse' | 'touch') => void): void {
  const down = new Map<number, { x: number; y: number; at: number }>();
  let isAlone = true;
  element.addEventListener('pointerdown', (event) => {
    if (down.size === 0) isAlone = true;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY, at: event.timeStamp });
    if (down.size > 1) isAlone = false;
  });
  const lift = (event: PointerEvent): void => {
    const from = down.get(event.pointerId);
    down.delete(event.pointerId);
    if (from === undefined || !isAlone || event.type !== 'pointerup' || event.button !== 0) return;
    const isStill = Math.hypot(event.clientX - from.x, event.clientY - from.y) <= STILL_PX;
    if (!isStill || event.timeStamp - from.at > SHORT_MS) return;
    const box = element.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    tapped(point, event.pointerType === 'mouse' ? 'mouse' : 'touch');
  };
  for (const type of ['pointerup', 'pointercancel', 'pointerleave'] as const) element.addEventListener(type, lift);
}

/** After a hand has left the map it glides on for a moment. */
const GLIDE_MS = 1500;

/** Whether a hand moves the map just now: the map also moves when it is resized, or by itself. */
export function watchHand(element: HTMLElement): () => boolean {
  let isDown = false;
  let glidesUntil = 0;
  element.addEventListener('pointerdown', () => void (isDown = true));
  for (const type of ['pointerup', 'pointercancel'] as const)
    // A pointer that was pressed on the map may be let go anywhere.
    window.addEventListener(type, () => {
      if (isDown) glidesUntil = performance.now() + GLIDE_MS;
      isDown = false;
    });
  return () => isDown || performance.now() < glidesUntil;
}
