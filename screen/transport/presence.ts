/**
 * Whether somebody is at this screen. A page asks for curves by itself as long as it is open, so its requests alone say
 * nothing of a person; each one made without anybody at the keyboard is marked, and does not hold off the idle end of
 * the session (GB/T 22239-2019 8.1.4.1 b). A screen that is only to be watched is a wall, whose session knows no idle.
 */
const THERE_MS = 60_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
let seenAt = -Infinity;
let toldAt = -Infinity;

/** Whether somebody touched mouse, keys or screen within the last minute. */
export const isAttended = (): boolean => performance.now() - seenAt < THERE_MS;

/** Watches for signs of a person; `tell` is called with the first one and once a minute while they go on. */
export function watchPresence(page: Pick<EventTarget, 'addEventListener'>, tell: () => void): void {
  const note = (): void => {
    seenAt = performance.now();
    if (seenAt - toldAt < THERE_MS) return;
    toldAt = seenAt;
    tell();
  };
  for (const sign of signs) page.addEventListener(sign, note, { passive: true });
}
