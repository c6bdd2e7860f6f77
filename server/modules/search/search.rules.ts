import type { Permission } from '../../../contracts/permissions.ts';
import { searchKinds, searchPermissions, type SearchKind } from '../../../contracts/search.ts';

/** Kinds that somebody with these permissions may look for. */
export const kindsFor = (held: readonly Permission[]): SearchKind[] =>
  searchKinds.filter((kind) => held.includes(searchPermissions[kind]));
