import { readonly, ref } from 'vue';

const night = ref(false);

/** Whether this is a wall at night: the map is drawn one step darker then. Always false on people's screens. */
export const isWallNight = readonly(night);
export const setWallNight = (isNight: boolean): void => void (night.value = isNight);
