import { opensStreet, seesDistrict, type Looking } from '../live/reach.rules.ts';

/** Where somebody begins: the district, their street, their projects, or the office pages. */
export function homeOf(looking: Looking): string {
  if (seesDistrict(looking)) return '/';
  const street = looking.posts.find((post) => post.streetCode !== null)?.streetCode ?? null;
  if (street !== null && opensStreet(looking, street)) return `/street/${street}`;
  return looking.permissions.includes('projects.read') ? '/admin/projects' : '/admin';
}
