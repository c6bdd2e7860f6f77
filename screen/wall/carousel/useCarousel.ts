import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { districtRoom } from '../../../contracts/socket.ts';
import { currentTime, useNow } from '../../live/clock.ts';
import { useRoom } from '../../live/useRoom.ts';
import { viewer } from '../../transport/session.ts';
import { lease } from '../../walls/lease.ts';
import {
  parseDwell,
  pathOf,
  progressOf,
  startCarousel,
  stopsOf,
  turnCarousel,
  usualDwell,
  type Dwell,
  type ShownPage,
  type Turn,
} from './carousel.rules.ts';

const DWELL_KEY = 'wall-dwell';

/** `?dwell=` sets how long pages stay, for this screen and for good. */
function readDwell(asked: unknown): Dwell {
  const wanted = typeof asked === 'string' ? asked : null;
  if (parseDwell(wanted) !== null) localStorage.setItem(DWELL_KEY, wanted ?? '');
  return parseDwell(localStorage.getItem(DWELL_KEY)) ?? usualDwell;
}

export interface CarouselHandle {
  /** Whether this screen goes from page to page by itself. */
  readonly isTurning: ComputedRef<boolean>;
  readonly isHeld: ComputedRef<boolean>;
  /** Share of the page's time that is over, 0..1. */
  readonly progress: ComputedRef<number>;
  readonly hold: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly goTo: (page: ShownPage) => void;
}

/** Carries the rules out: a second hand in, a change of page out. */
export function useCarousel(): CarouselHandle {
  const route = useRoute();
  const router = useRouter();
  const now = useNow();
  const room = useRoom(districtRoom());
  const dwell = readDwell(route.query['dwell']);
  const here = computed(() => pathOf(route.path));
  const stops = computed(() => stopsOf(Object.keys(room.value?.state?.streets ?? {}).sort()));
  const carousel = shallowRef(startCarousel(here.value, currentTime()));
  const rotates = computed(() => viewer.value?.kind === 'wall' || route.path.startsWith('/wall'));
  const isStopped = computed(() => !rotates.value || lease.value !== null || (room.value?.state ?? null) === null);

  function take(turn: Turn): void {
    carousel.value = turnCarousel(carousel.value, turn, stops.value, dwell);
    if (carousel.value.path === here.value) return;
    // What the wall does by itself leaves no trail; what a hand does can be gone back from.
    void (turn.kind === 'tick' ? router.replace(carousel.value.path) : router.push(carousel.value.path));
  }
  watch(now, (at) => take({ kind: 'tick', now: at, isStopped: isStopped.value }));
  watch(here, (path) => take({ kind: 'arrived', path, now: currentTime() }));

  const turn = (kind: 'hold' | 'next' | 'previous') => () => take({ kind, now: currentTime() });
  return {
    isTurning: computed(() => !isStopped.value),
    isHeld: computed(() => carousel.value.isHeld),
    progress: computed(() => progressOf(carousel.value, stops.value, dwell)),
    hold: turn('hold'),
    next: turn('next'),
    previous: turn('previous'),
    goTo: (page) => take({ kind: 'page', page, now: currentTime() }),
  };
}

/** Keys and fingers of whoever stands before the wall. */
export function useWallHands(carousel: CarouselHandle): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = keyAction(event, carousel);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  let from: { x: number; y: number; at: number } | null = null;
  const onDown = ({ clientX, clientY, timeStamp, pointerType, target }: PointerEvent): void => {
    const isMap = target instanceof Element && target.closest('[data-test="map"]') !== null;
    from = pointerType === 'touch' && !isMap ? { x: clientX, y: clientY, at: timeStamp } : null;
  };
  const onUp = ({ clientX, clientY, timeStamp }: PointerEvent): void => {
    if (from === null || timeStamp - from.at > SWIPE.withinMs) return;
    const [dx, dy] = [clientX - from.x, clientY - from.y];
    from = null;
    if (Math.abs(dx) < SWIPE.least || Math.abs(dx) < 2 * Math.abs(dy)) return;
    (dx < 0 ? carousel.next : carousel.previous)();
  };
  window.addEventListener('keydown', onKey);
  window.addEventListener('pointerdown', onDown);
  window.addEventListener('pointerup', onUp);
  onScopeDispose(() => {
    window.removeEventListener('keydown', onKey);
    window.removeEventListener('pointerdown', onDown);
    window.removeEventListener('pointerup', onUp);
  });
}
const SWIPE = { least: 80, withinMs: 800 };

const numbered: Readonly<Record<string, ShownPage>> = { 1: 'overview', 2: 'street', 3: 'projects', 4: 'monitoring' };
function keyAction(event: KeyboardEvent, carousel: CarouselHandle): (() => void) | undefined {
  const { key, target } = event;
  // Where a key already means something, it keeps its meaning.
  const isControl = target instanceof Element && target.closest('button, a, input, select, textarea') !== null;
  const page = numbered[key];
  if (page !== undefined) return () => carousel.goTo(page);
  if (key === 'h' || key === 'H' || (key === ' ' && !isControl)) return carousel.hold;
  if (key === 'ArrowRight') return carousel.next;
  return key === 'ArrowLeft' ? carousel.previous : undefined;
}
