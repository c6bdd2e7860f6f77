import type { HeldPost } from '../../../contracts/people.ts';
import { roleNames, type Permission } from '../../../contracts/permissions.ts';
import { navEntries, type NavEntry } from '../nav.ts';
import { visibleEntries } from '../nav.rules.ts';
import type { IconName } from '../icons.ts';

/** A way out of the start page. */
export interface Way {
  readonly path: string;
  readonly icon: IconName;
  readonly key: NavEntry['key'] | null;
  /** What it is called where it is no page of the navigation: a street. */
  readonly name: string;
}

/** 绩效办　区绩效办公室: a post in one line; an organisation that is called as the role is named once. */
export const postText = ({ role, organisationName }: HeldPost): string =>
  roleNames[role] === organisationName ? organisationName : `${roleNames[role]}　${organisationName}`;

/** The streets of one's posts, then the pages of the navigation, without the start page itself. */
export function waysOf(permissions: readonly Permission[], posts: readonly HeldPost[]): Way[] {
  const streets = permissions.includes('live.street') ? posts : [];
  const seen = new Map(streets.flatMap((post) => (post.streetCode === null ? [] : [[post.streetCode, post] as const])));
  const own = [...seen].map(([code, { organisationName }]): Way => {
    return { path: `/street/${code}`, icon: 'pulse', key: null, name: organisationName };
  });
  const pages = visibleEntries(navEntries, permissions).flatMap((entry): Way[] =>
    (entry.pages ?? [entry]).map(({ path, key }) => ({ path, key, icon: entry.icon, name: '' })),
  );
  return [...own, ...pages.filter(({ key }) => key !== 'home')];
}
