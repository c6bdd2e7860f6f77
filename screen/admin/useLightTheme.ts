import { onBeforeUnmount, onMounted } from 'vue';

/** Office pages are light; what lies over the page (dialogs) follows, so the mark is on the root. */
export function useLightTheme(): void {
  const root = document.documentElement;
  onMounted(() => (root.dataset['theme'] = 'light'));
  onBeforeUnmount(() => delete root.dataset['theme']);
}
