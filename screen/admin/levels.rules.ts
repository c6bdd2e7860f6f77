/** A row of an official table; a level's name stands in its first row and reaches over the rest (0: it is covered). */
export interface LevelSpan {
  readonly first: string;
  readonly firstRows: number;
  readonly second: string;
  readonly secondRows: number;
}
/** How many rows from `at` on have the same name, where it begins there; 0 where it began before. */
function rowsFrom(keys: readonly string[], at: number): number {
  if (at > 0 && keys[at - 1] === keys[at]) return 0;
  const end = keys.findIndex((key, i) => i > at && key !== keys[at]);
  return (end === -1 ? keys.length : end) - at;
}
/** Names of the first and second level of each row, and how far they reach. */
export function levelSpans(rows: readonly { readonly path: readonly string[]; readonly name: string }[]): LevelSpan[] {
  const firsts = rows.map(({ path, name }) => path[0] ?? name);
  const seconds = rows.map(({ path }, i) => `${firsts[i] ?? ''}\n${path[1] ?? ''}`);
  return rows.map(({ path }, i) => ({
    ...{ first: firsts[i] ?? '', firstRows: rowsFrom(firsts, i) },
    ...{ second: path[1] ?? '—', secondRows: rowsFrom(seconds, i) },
  }));
}
