import type { RowKey, TreeRow } from './table.ts';

/** A row of a tree as it is drawn: with its place among its own. */
export interface FlatRow<R> {
  readonly key: RowKey;
  readonly row: R;
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parent: RowKey | null;
  /** Null: nothing below it. */
  readonly isOpen: boolean | null;
}

/** The rows in sight, in order: those whose parents are all open. */
export function flatten<R>(
  nodes: readonly TreeRow<R>[],
  open: ReadonlySet<RowKey>,
  level = 1,
  parent: RowKey | null = null,
): FlatRow<R>[] {
  return nodes.flatMap(({ key, row, children = [] }, i) => {
    const isOpen = children.length === 0 ? null : open.has(key);
    const own: FlatRow<R> = { key, row, level, position: i + 1, siblings: nodes.length, parent, isOpen };
    return isOpen === true ? [own, ...flatten(children, open, level + 1, key)] : [own];
  });
}

/** Every key of the first so many levels that has something below it. */
export function keysDownTo<R>(nodes: readonly TreeRow<R>[], levels: number): RowKey[] {
  if (levels <= 0) return [];
  return nodes.flatMap(({ key, children = [] }) =>
    children.length === 0 ? [] : [key, ...keysDownTo(children, levels - 1)],
  );
}
