import { computed, type ComputedRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { viewer } from '../transport/session.ts';
import { navWords } from '../words/admin.ts';
import { districtName } from '../words/places.ts';
import { homeOf } from './home.rules.ts';

/** The way up from a page: the district, one's own street, or one's projects. */
export function useHome(): ComputedRef<{ readonly label: string; readonly to: RouteLocationRaw }> {
  return computed(() => {
    const to = viewer.value === null ? '/' : homeOf(viewer.value);
    const street = viewer.value?.posts.find(({ streetCode }) => to === `/street/${streetCode ?? ''}`);
    if (street !== undefined) return { label: street.organisationName, to };
    return { label: to === '/' ? districtName : to === '/admin/projects' ? navWords.projects : navWords.home, to };
  });
}
