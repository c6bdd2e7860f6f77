import { indicatorFields, type Indicator, type IndicatorFacts, type TreeEdit } from '../../../contracts/indicators.ts';
import type { ImportChange } from '../../../contracts/imports.ts';
import type { ImportedIndicator } from './library.rules.ts';

const textOf = (facts: IndicatorFacts): string => JSON.stringify(indicatorFields.map((field) => facts[field]));
/** Numbers compare as numbers: `8` and `8.00` are the same weight. */
const plain = (decimal: string | null): string | null =>
  decimal === null ? null : decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
const isSame = (a: IndicatorFacts, b: IndicatorFacts): boolean =>
  textOf({ ...a, weight: plain(a.weight) ?? '', target: plain(a.target) }) ===
  textOf({ ...b, weight: plain(b.weight) ?? '', target: plain(b.target) });

export interface LibraryPlan {
  readonly edits: readonly TreeEdit[];
  readonly rows: readonly { readonly row: number; readonly change: ImportChange; readonly what: string }[];
}

/**
 * What makes the tree of a draft out of the one that is there and the rows of a table: rows are told apart by their
 * codes; what the table does not name stays. Rows come parents first where they are new.
 */
export function planLibrary(tree: readonly Indicator[], rows: readonly ImportedIndicator[]): LibraryPlan {
  const standing = new Map(tree.map((row) => [row.code, row]));
  const ids = new Map(tree.map((row) => [row.code, row.id]));
  const edits: TreeEdit[] = [];
  const told: LibraryPlan['rows'][number][] = [];
  let added = 0;
  for (const { row, parentCode, facts } of [...rows].sort((a, b) => a.level - b.level || a.row - b.row)) {
    const parentId = parentCode === null ? null : (ids.get(parentCode) ?? null);
    const before = standing.get(facts.code);
    const what = `${facts.code} ${facts.name}`;
    if (before === undefined) {
      added += 1;
      ids.set(facts.code, -added);
      edits.push({ kind: 'add', parentId, position: rows.length + tree.length, facts });
      told.push({ row, change: 'added', what });
      continue;
    }
    const isMoved = before.parentId !== parentId;
    if (isMoved) edits.push({ kind: 'move', id: before.id, parentId, position: rows.length + tree.length });
    const isChanged = !isSame(before, facts);
    if (isChanged) edits.push({ kind: 'change', id: before.id, facts });
    told.push({ row, change: isMoved || isChanged ? 'changed' : 'unchanged', what });
  }
  return { edits, rows: told.sort((a, b) => a.row - b.row) };
}

/** What makes the tree that was there before out of the one there is now; by codes, for ids may be others. */
export function planReturn(now: readonly Indicator[], before: readonly Indicator[]): TreeEdit[] {
  const codes = new Set(before.map(({ code }) => code));
  const codeOf = new Map(before.map(({ id, code }) => [id, code]));
  const rows = before.map((row, index): ImportedIndicator => {
    const { id: _id, parentId, level, position: _position, ...facts } = row;
    return { row: index, level, parentCode: parentId === null ? null : (codeOf.get(parentId) ?? null), facts };
  });
  const gone = now.filter((row) => !codes.has(row.code) && isTop(row, now, codes));
  return [...planLibrary(now, rows).edits, ...gone.map(({ id }): TreeEdit => ({ kind: 'remove', id }))];
}
/** A row goes with all below it: those whose parent goes need no edit of their own. */
const isTop = (row: Indicator, tree: readonly Indicator[], kept: ReadonlySet<string>): boolean => {
  const parent = tree.find(({ id }) => id === row.parentId);
  return parent === undefined || kept.has(parent.code);
};
