import { mayDo, type Permission } from '../../contracts/permissions.ts';
import type { NavKey } from '../words/admin.ts';
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

/** Under which line of the navigation a page stands: its group, else the office's first page; null for that page itself. */
export function lineAbove(entries: readonly NavEntry[], address: string): NavPage | { readonly key: NavKey } | null {
  const page = pageAt(entries, address);
  const group = entries.find((entry) => entry.pages !== undefined && page !== null && entry.pages.includes(page));
  const [first] = entries;
  if (group !== undefined) return { key: group.key };
  return first === undefined || first.pages !== undefined || first.path === address ? null : first;
}
