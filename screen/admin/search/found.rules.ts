import type { RouteLocationRaw } from 'vue-router';
import type { Permission } from '../../../contracts/permissions.ts';
import { opensStreet, type Looking } from '../../live/reach.rules.ts';
import { searchKinds, type SearchKind, type SearchRow } from '../../../contracts/search.ts';

/** What one needs to know to tell where a thing that was found can be looked at. */
export interface Ways extends Looking {
  /** Whether there is a page of this name. */
  readonly hasPage: (name: string) => boolean;
}
/** Pages of the office that show a kind of thing; they take its code as `find`. */
const officePages: Partial<Record<SearchKind, { name: string; permission: Permission }>> = {
  person: { name: 'admin-people', permission: 'people.read' },
  organisation: { name: 'admin-organisation', permission: 'organisation.read' },
};

/** The page that shows it: its own, else that of its project, else that of its street; null where there is none. */
export function wayTo(row: SearchRow, ways: Ways): RouteLocationRaw | null {
  const { permissions, hasPage } = ways;
  const page = officePages[row.kind];
  if (page !== undefined)
    return hasPage(page.name) && permissions.includes(page.permission)
      ? { name: page.name, query: { find: row.code } }
      : null;
  if (row.projectId !== null && permissions.includes('projects.read'))
    return { name: 'project', params: { id: row.projectId } };
  return row.streetCode !== null && opensStreet(ways, row.streetCode)
    ? { name: 'street', params: { code: row.streetCode } }
    : null;
}

export interface Found {
  readonly row: SearchRow;
  readonly way: RouteLocationRaw;
  /** Its place among all that was found: where the keys are. */
  readonly place: number;
}
export interface FoundGroup {
  readonly kind: SearchKind;
  readonly rows: readonly Found[];
}

/** What was found and can be opened, kind by kind. */
export function groupsOf(rows: readonly SearchRow[], ways: Ways): FoundGroup[] {
  let place = 0;
  return searchKinds.flatMap((kind) => {
    const own = rows.flatMap((row): Found[] => {
      const way = row.kind === kind ? wayTo(row, ways) : null;
      return way === null ? [] : [{ row, way, place: place++ }];
    });
    return own.length === 0 ? [] : [{ kind, rows: own }];
  });
}
