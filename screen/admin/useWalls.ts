import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Wall } from '../../contracts/walls.ts';
import { seesDistrict } from '../live/reach.rules.ts';
import { call } from '../transport/rest.ts';
import { viewer } from '../transport/session.ts';
import { usePolled } from '../walls/usePolled.ts';

const POLL_MS = 5_000;
/** Pictures are for telling walls apart and for seeing that they are right, not for watching them. */
const PICTURES_MS = 30_000;

export interface Walls {
  /** Null before the first answer. */
  readonly rows: ComputedRef<readonly Wall[] | null>;
  readonly alive: ComputedRef<readonly Wall[]>;
  readonly total: ComputedRef<number>;
  readonly isFresh: Ref<boolean>;
  readonly showsRevoked: Ref<boolean>;
  readonly ask: () => Promise<void>;
  readonly askPictures: () => Promise<void>;
}

/** The walls as they are now, as long as the page is open. */
export function useWalls(): Walls {
  const showsRevoked = ref(false);
  const polled = usePolled(POLL_MS, async () => (await call('listWalls', {})).rows);
  const standing = computed(() => polled.value.value?.filter(({ state }) => state !== 'revoked') ?? []);
  const alive = computed(() => standing.value.filter(({ state }) => state === 'alive'));
  const rows = computed(() =>
    showsRevoked.value || polled.value.value === null ? polled.value.value : standing.value,
  );

  async function askPictures(): Promise<void> {
    // A picture of a wall is one of the whole district.
    if (viewer.value === null || !seesDistrict(viewer.value)) return;
    const asking = alive.value.map(({ id }) => call('askThumbnail', { params: { id } }).catch(() => undefined));
    await Promise.all(asking);
  }
  const timer = setInterval(() => document.visibilityState === 'visible' && void askPictures(), PICTURES_MS);
  onScopeDispose(() => clearInterval(timer));
  // Those that have just come, too.
  const known = new Set<number>();
  watch(alive, (now) => {
    const fresh = now.filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    if (fresh.length > 0) void askPictures();
  });
  const total = computed(() => standing.value.length);
  return { rows, alive, total, isFresh: polled.isFresh, showsRevoked, ask: polled.ask, askPictures };
}
