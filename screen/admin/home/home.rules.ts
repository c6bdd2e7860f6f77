import type { Instant } from '../../../contracts/glossary.ts';
import type { HeldPost } from '../../../contracts/people.ts';
import { permissions, roleNames, type Permission } from '../../../contracts/permissions.ts';
import { permissionAreas } from '../../../contracts/roles.ts';
import { DAY_MS } from '../../format/time.ts';
import { navEntries, type NavEntry } from '../nav.ts';
import type { IconName } from '../icons.ts';
import { visibleEntries } from '../nav.rules.ts';

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

/** What one may do, area by area as the role matrix has them; areas without anything are left out. */
export function dutiesOf(held: readonly Permission[]): { name: string; labels: string[] }[] {
  return permissionAreas.flatMap(({ name, permissions: all }) => {
    const labels = all.filter((one) => held.includes(one)).map((one) => permissions[one].label);
    return labels.length === 0 ? [] : [{ name, labels }];
  });
}

/** So long before a password lapses its owner is told. */
const PASSWORD_NOTICE_DAYS = 14;
/** Whole days until the password must be changed, once that is near; null before. */
export function passwordDaysLeft(dueAt: Instant, now: Instant): number | null {
  const days = Math.ceil((dueAt - now) / DAY_MS);
  return days <= PASSWORD_NOTICE_DAYS ? Math.max(0, days) : null;
}
