import { inject, provide, type InjectionKey } from 'vue';

/** How old a panel's figures are, for those that carry no mark of their own. */
export interface PanelAge {
  readonly at: number | null;
  readonly periodMs: number | null;
  readonly scope: string | null;
}
const key: InjectionKey<() => PanelAge> = Symbol('age of the panel');
const unknown = (): PanelAge => ({ at: null, periodMs: null, scope: null });

export const providePanelAge = (age: () => PanelAge): void => provide(key, age);
export const usePanelAge = (): (() => PanelAge) => inject(key, () => unknown, true);
