import { computed, onScopeDispose, watchEffect } from 'vue';
import { useNow } from '../live/clock.ts';
import { isNightAt, isSwapped } from './days.rules.ts';
import { orbitAt } from './orbit.rules.ts';

/** What a panel that is lit day and night needs: the page drifts, changes sides and dims. The sheets follow the marks. */
export function useBurnInCare(): void {
  const now = useNow();
  const root = document.documentElement;
  const x = computed(() => orbitAt(now.value).x);
  const y = computed(() => orbitAt(now.value).y);
  const isNight = computed(() => isNightAt(now.value));
  const swapped = computed(() => isSwapped(now.value));

  root.toggleAttribute('data-drifts', true);
  // Set by position and not by transform: a transformed page blurs canvases and misleads the map's picking.
  watchEffect(() => root.style.setProperty('--orbit-x', `${x.value}px`));
  watchEffect(() => root.style.setProperty('--orbit-y', `${y.value}px`));
  watchEffect(() => root.toggleAttribute('data-night', isNight.value));
  watchEffect(() => root.toggleAttribute('data-swapped', swapped.value));
  onScopeDispose(() => {
    for (const name of ['--orbit-x', '--orbit-y']) root.style.removeProperty(name);
    for (const name of ['data-drifts', 'data-night', 'data-swapped']) root.removeAttribute(name);
  });
}
