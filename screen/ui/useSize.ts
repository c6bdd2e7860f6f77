import { onScopeDispose, reactive, readonly, watch, type Ref } from 'vue';

/** An element's content size in CSS pixels, as long as the calling scope lives. */
export function useSize(element: Readonly<Ref<HTMLElement | null>>): {
  readonly width: number;
  readonly height: number;
} {
  const size = reactive({ width: 0, height: 0 });
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    size.width = Math.round(entry.contentRect.width);
    size.height = Math.round(entry.contentRect.height);
  });
  watch(element, (now, before) => {
    if (before) observer.unobserve(before);
    if (now) observer.observe(now);
  });
  onScopeDispose(() => observer.disconnect());
  return readonly(size);
}
