import { mayDo, type Permission } from '../../contracts/permissions.ts';
import type { NavEntry, NavPage } from './nav.ts';

/** What a viewer with these permissions is shown; a group without a page is not. */
export const visibleEntries = (entries: readonly NavEntry[], held: readonly Permission[]): NavEntry[] =>
  entries.flatMap((entry): NavEntry[] => {
    if (entry.pages === undefined) return mayDo(held, entry.permission) ? [entry] : [];
    const pages = entry.pages.filter(({ permission }) => mayDo(held, permission));
    return pages.length > 0 ? [{ ...entry, pages }] : [];
  });

export const pagesOf = (entries: readonly NavEntry[]): NavPage[] =>
  entries.flatMap((entry): readonly NavPage[] => entry.pages ?? [entry]);

/** The page of the navigation that an address belongs to: the longest path it begins with. */
export function pageAt(entries: readonly NavEntry[], address: string): NavPage | null {
  const around = pagesOf(entries).filter(
    ({ path }) => address === path || (path !== '/' && address.startsWith(`${path}/`)),
  );
  return around.reduce<NavPage | null>(
    (best, page) => (best && best.path.length >= page.path.length ? best : page),
    null,
  );
}
