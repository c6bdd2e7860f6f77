import { isTooSlow, noFrames, withFrame } from './frames.rules.ts';
import { lowerProfile, mapProfile } from './profile.ts';

/** Frames of several short movements are taken together: one flight is shorter than the time to be judged by. */
let tally = noFrames;
let until = 0;
let frame: number | undefined;
let last: number | null = null;

/** Counts frames for a while, because something moves. */
export function watchFrames(ms: number): void {
  if (mapProfile.value === 'low') return;
  until = Math.max(until, performance.now() + ms);
  frame ??= requestAnimationFrame(count);
}

function count(now: number): void {
  if (last !== null && document.visibilityState === 'visible') tally = withFrame(tally, now - last);
  last = now;
  if (isTooSlow(tally)) lowerProfile();
  if (now < until && mapProfile.value === 'full') frame = requestAnimationFrame(count);
  else [frame, last] = [undefined, null];
}
