import type { Instant } from '../../../contracts/glossary.ts';
import type { HeldPost } from '../../../contracts/people.ts';
import { permissions, roleNames, type Duty, type Permission } from '../../../contracts/permissions.ts';
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

/** Subjects of what one may do, in their order, by the first word of a permission's name. */
const subjects = {
  live: ['live', 'history', 'limits'],
  projects: ['projects', 'files', 'labels', 'assignments'],
  devices: ['devices', 'cameras', 'quarantine'],
  indicators: ['plans', 'indicators', 'targets'],
  results: ['values', 'surveys', 'scores'],
  stages: ['lifecycle', 'reports'],
  walls: ['walls'],
  people: ['organisation', 'people', 'posts', 'assignments', 'roles', 'changes', 'api-keys'],
  audit: ['audit'],
  running: ['operations'],
} as const;
export type Subject = keyof typeof subjects | 'other';

const subjectOf = (name: Permission): Subject => {
  const first = name.slice(0, name.indexOf('.'));
  const found = Object.entries(subjects).find(([, words]) => (words as readonly string[]).includes(first));
  return (found?.[0] as Subject | undefined) ?? 'other';
};
const isOwnWork = (name: Permission): boolean => {
  const duties: readonly Duty[] = permissions[name].duties;
  return !duties.includes('anyone');
};

/** What one may do, subject by subject; subjects without anything are left out. */
export function dutiesOf(held: readonly Permission[]): { subject: Subject; labels: string[] }[] {
  const own = held.filter(isOwnWork);
  return ([...Object.keys(subjects), 'other'] as Subject[]).flatMap((subject) => {
    const labels = own.filter((name) => subjectOf(name) === subject).map((name) => permissions[name].label);
    return labels.length === 0 ? [] : [{ subject, labels }];
  });
}

/** So long before a password lapses its owner is told. */
const PASSWORD_NOTICE_DAYS = 14;
/** Whole days until the password must be changed, once that is near; null before. */
export function passwordDaysLeft(dueAt: Instant, now: Instant): number | null {
  const days = Math.ceil((dueAt - now) / DAY_MS);
  return days <= PASSWORD_NOTICE_DAYS ? Math.max(0, days) : null;
}
