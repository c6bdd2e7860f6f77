import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** The four ways of laying out a page (spec 3): by shape of the screen, never by scaling one picture. */
export type Surface = 'wide' | 'wall' | 'tablet' | 'phone';

export function surfaceOf(width: number, height: number): Surface {
  if (width < 640) return 'phone';
  if (width < 1600) return 'tablet';
  return width / height >= 2.6 ? 'wide' : 'wall';
}

const surface = ref<Surface>('wall');
const rem = ref(16);

function measure(): void {
  surface.value = surfaceOf(window.innerWidth, window.innerHeight);
  const root = document.documentElement;
  root.dataset['surface'] = surface.value;
  rem.value = parseFloat(getComputedStyle(root).fontSize);
}

/** Called once by the root of the app; the sheets of tokens follow the mark on the root element. */
export function watchSurface(): void {
  measure();
  window.addEventListener('resize', measure);
  onScopeDispose(() => window.removeEventListener('resize', measure));
}

export const useSurface = (): { surface: Readonly<Ref<Surface>>; rem: Readonly<Ref<number>> } => ({
  surface: readonly(surface),
  rem: readonly(rem),
});
