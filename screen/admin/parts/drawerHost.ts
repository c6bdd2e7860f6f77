import type { InjectionKey, Ref } from 'vue';

/** The column of the frame that a drawer stands in. */
export const drawerHost: InjectionKey<Readonly<Ref<HTMLElement | null>>> = Symbol('drawer host');
