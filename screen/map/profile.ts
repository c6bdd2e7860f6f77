import { readonly, ref, type Ref } from 'vue';

/** How much the map may move: `low` has cuts instead of flights and a beacon that stands still. */
export type MapProfile = 'full' | 'low';
const profile = ref<MapProfile>('full');

/** The profile now; a wall reports it. */
export const mapProfile: Readonly<Ref<MapProfile>> = readonly(profile);

/** A screen that could not keep up once will not later: there is no way back but a new page. */
export const lowerProfile = (): void => void (profile.value = 'low');
