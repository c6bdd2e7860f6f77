import { shallowReadonly, shallowRef, type ShallowRef } from 'vue';
import type { WallLease } from '../../contracts/walls.ts';

const current = shallowRef<WallLease | null>(null);

/**
 * What is cast to this wall and for how long; null when nothing is. While it stands, the carousel holds still: the page
 * of the lease is shown.
 */
export const lease: Readonly<ShallowRef<WallLease | null>> = shallowReadonly(current);

/** Written by the wall's agent alone. */
export const setLease = (next: WallLease | null): void => void (current.value = next);
