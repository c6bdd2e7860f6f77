import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** Whether the window is as wide as the media query says, now and after it was resized. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = matchMedia(query);
  const matches = ref(media.matches);
  const follow = (): void => void (matches.value = media.matches);
  media.addEventListener('change', follow);
  onScopeDispose(() => media.removeEventListener('change', follow));
  return readonly(matches);
}
/** Where a drawer has a column of its own (spec 3). */
export const useWide = (): Readonly<Ref<boolean>> => useMedia('(min-width: 1280px)');
