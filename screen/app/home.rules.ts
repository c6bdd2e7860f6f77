import type { HeldPost } from '../../contracts/people.ts';
import type { Permission } from '../../contracts/permissions.ts';

export interface Looking {
  readonly permissions: readonly Permission[];
  readonly posts: readonly HeldPost[];
}

/** Where somebody begins: the district, their street, or the office pages. */
export function homeOf({ permissions, posts }: Looking): string {
  if (permissions.includes('live.district')) return '/';
  const street = posts.find((post) => post.streetCode !== null)?.streetCode;
  return street !== null && street !== undefined && permissions.includes('live.street')
    ? `/street/${street}`
    : '/admin';
}
