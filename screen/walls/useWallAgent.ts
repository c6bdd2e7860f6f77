import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { sightToShow, WALL_REPORT_MS, type WallCommand, type WallLease } from '../../contracts/walls.ts';
import { loadAnew } from '../endurance/loadAnew.ts';
import { useNow } from '../live/clock.ts';
import { useLiveStore } from '../live/liveStore.ts';
import { onWallCommand, sendThumbnail, sendWallReport } from '../transport/wallLine.ts';
import { lease, setLease } from './lease.ts';
import { countFrames, reportOf } from './report.ts';
import { keepReturn, takeReturn } from './returnTo.ts';
import { paintThumbnail } from './thumbnail.ts';

export interface Identity {
  readonly label: string;
  readonly until: number;
}

/** Lets this wall say how it is and do what it is told, while the calling scope lives. */
export function useWallAgent(): { identity: Readonly<Ref<Identity | null>> } {
  const router = useRouter();
  const live = useLiveStore();
  const now = useNow();
  const identity = shallowRef<Identity | null>(null);
  let isGone = false;

  function take(next: WallLease | null): void {
    const here = router.currentRoute.value;
    // The list of pages is checked here too: a wall opens nothing else, whoever says so.
    if (next !== null && (sightToShow(next.path) === undefined || next.until <= now.value)) next = null;
    if (next !== null) {
      const isNew = next.path !== lease.value?.path;
      keepReturn(here.fullPath, next.path);
      setLease(next);
      if (isNew && here.path !== next.path) void router.push(next.path);
      return;
    }
    setLease(null);
    const back = takeReturn();
    if (back !== null && back !== here.fullPath) void router.replace(back);
  }

  async function report(): Promise<void> {
    const fps = await countFrames();
    if (isGone) return;
    const asked = lease.value;
    const answer = await sendWallReport(reportOf(router.currentRoute.value.fullPath, fps));
    // What was told while the answer was under way is newer than the answer.
    if (!isGone && answer !== undefined && lease.value === asked) take(answer);
  }

  async function sendPicture(): Promise<void> {
    const picture = await paintThumbnail();
    if (picture !== null && !isGone) await sendThumbnail(picture);
  }

  function obey(command: WallCommand): void {
    if (command.kind === 'show') take(command.lease);
    else if (command.kind === 'release') take(null);
    else if (command.kind === 'reload') void loadAnew();
    else if (command.kind === 'identify') identity.value = command;
    else void sendPicture();
    // Whoever gave the command sees soon that it was obeyed.
    if (command.kind === 'show' || command.kind === 'release') void report();
  }

  const stopListening = onWallCommand(obey);
  const timer = setInterval(() => void report(), WALL_REPORT_MS);
  watch(
    () => live.link.status === 'up',
    (isUp) => isUp && void report(),
    { immediate: true },
  );
  // By its own clock: a cast ends in time even while the link is down.
  watch(now, () => {
    if (lease.value !== null && now.value >= lease.value.until) take(null);
    if (identity.value !== null && now.value >= identity.value.until) identity.value = null;
  });
  onScopeDispose(() => {
    isGone = true;
    stopListening();
    clearInterval(timer);
    setLease(null);
  });
  return { identity: readonly(identity) };
}
