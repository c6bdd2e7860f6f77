import type { Permission } from '../../../contracts/permissions.ts';
import { searchKinds, searchPermissions, type SearchKind } from '../../../contracts/search.ts';

/** A pattern of LIKE for what contains these very characters; null where there is nothing to look for. */
export function containing(words: string): string | null {
  const text = words.trim();
  return text === '' ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Kinds that somebody with these permissions may look for. */
export const kindsFor = (held: readonly Permission[]): SearchKind[] =>
  searchKinds.filter((kind) => held.includes(searchPermissions[kind]));
