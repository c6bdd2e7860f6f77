import type { Permission } from '../../../contracts/permissions.ts';
import { kindsFor, searchPermissions, type SearchRow } from '../../../contracts/search.ts';
import { lookBy, type RequestDatabase } from '../../platform/database.ts';
import { containing } from '../../platform/like.rules.ts';
import { selectFound } from './search.sql.ts';

/** What is called or numbered so, of every kind that the viewer may look for, each within the reach of its own permission. */
export async function search(db: RequestDatabase, held: readonly Permission[], words: string): Promise<SearchRow[]> {
  const pattern = containing(words);
  if (pattern === null) return [];
  return db.withTransaction(async (tx) => {
    const found: SearchRow[] = [];
    for (const kind of kindsFor(held)) {
      await lookBy(tx, searchPermissions[kind]);
      found.push(...(await tx.run<SearchRow>(selectFound(kind, words, pattern))));
    }
    return found;
  });
}
