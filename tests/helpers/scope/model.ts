import { isAdministrator, roleFacts, type Permission, type ScopeKind } from '../../../contracts/permissions.ts';
import type { Device, Post, Project, Site, World } from './world.ts';

/**
 * Who may see what, said a second time: from the words of the requirement, in plain TypeScript, without a look at the
 * SQL. The property test compares the two.
 */
export interface Eyes {
  readonly all: boolean;
  /** The permission is held at all. */
  readonly any: boolean;
  street(code: string): boolean;
  department(code: string): boolean;
  project(row: Project): boolean;
  site(row: Pick<Site, 'street' | 'project'>): boolean;
  device(row: Device): boolean;
}
export type Looker = { readonly person: number } | 'wall' | 'nobody';

interface Grant {
  readonly scope: ScopeKind;
  readonly org: string | null;
  readonly person: number | null;
}

const isNow = ([from, until]: Post['span']): boolean => from < 0 && (until === null || until > 0);

/** Posts that somebody acts by: their own, and those lent to them by somebody who still is there. */
function actingPosts(world: World, person: number): Post[] {
  if (world.people[person - 1]?.active !== true) return [];
  const own = world.posts.filter((post) => post.person === person && isNow(post.span));
  const lent = world.loans.flatMap((loan) => {
    const post = world.posts[loan.post];
    if (post === undefined || loan.to !== person || loan.ended || !isNow(loan.span)) return [];
    const isLendable =
      isNow(post.span) && !isAdministrator(post.role) && world.people[post.person - 1]?.active === true;
    return isLendable ? [post] : [];
  });
  return [...own, ...lent];
}

function grantsOf(world: World, looker: Looker, permission: Permission): Grant[] {
  if (looker === 'nobody') return [];
  if (looker === 'wall') {
    const holds = !world.isWallRevoked && world.matrix.wall.includes(permission);
    return holds ? [{ scope: roleFacts.wall.scope, org: null, person: null }] : [];
  }
  return actingPosts(world, looker.person)
    .filter(({ role }) => world.matrix[role].includes(permission))
    .map(({ role, org }) => ({ scope: roleFacts[role].scope, org, person: looker.person }));
}

/** What somebody sees by one permission. */
export function eyesOf(world: World, looker: Looker, permission: Permission): Eyes {
  const grants = grantsOf(world, looker, permission);
  const by = (scope: ScopeKind) => grants.filter((grant) => grant.scope === scope);
  const all = by('all').length > 0;
  const orgOf = (code: string | null) => world.organisations.find((one) => one.code === code);
  const isUnder = (code: string | null, top: string | null): boolean => {
    for (let at = orgOf(code); at !== undefined; at = orgOf(at.parent)) if (at.code === top) return true;
    return false;
  };
  const isAssigned = (id: string) =>
    by('assigned').some(({ person, org }) =>
      world.assignments.some(
        (one) =>
          one.project === id && isNow(one.span) && (one.person === person || (one.org !== null && one.org === org)),
      ),
    );
  const eyes: Eyes = {
    all,
    any: grants.length > 0,
    street: (code) => all || by('street').some(({ org }) => orgOf(org)?.street === code),
    department: (code) => all || by('department').some(({ org }) => isUnder(code, org)),
    project: (row) =>
      all ||
      eyes.department(row.department) ||
      (row.street !== null && eyes.street(row.street)) ||
      (row.unit !== null && by('own').some(({ org }) => isUnder(row.unit, org))) ||
      isAssigned(row.id),
    site(row) {
      const project = world.projects.find(({ id }) => id === row.project);
      return eyes.street(row.street) || (project !== undefined && eyes.project(project));
    },
    device(row) {
      const site = world.sites.find(({ code }) => code === row.site);
      return site !== undefined && eyes.site(site);
    },
  };
  return eyes;
}
