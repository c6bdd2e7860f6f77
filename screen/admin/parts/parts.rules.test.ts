import { describe, expect, it } from 'vitest';
import { ariaSort, cellText, nextSort } from './cells.rules.ts';
import { rowAfterKey } from './rowKeys.rules.ts';
import type { TreeRow } from './table.ts';
import { flatten, keysDownTo } from './tree.rules.ts';

describe('a cell', () => {
  it('is a dash where nothing is known, blank where nothing can be, and a plain 0 where it is 0', () => {
    expect(([null, undefined, '', false, 0, 'x'] as const).map(cellText)).toEqual(['—', '—', '—', '', '0', 'x']);
  });
});

describe('the order of a table', () => {
  it('ascends at first, turns when the same title is pressed again, begins anew at another one', () => {
    const first = nextSort('name', null);
    expect(first).toEqual({ by: 'name', descending: false });
    expect(nextSort('name', first)).toEqual({ by: 'name', descending: true });
    expect(nextSort('name', nextSort('name', first)).descending).toBe(false);
    expect(nextSort('at', { by: 'name', descending: true })).toEqual({ by: 'at', descending: false });
  });
  it('is said of the column it goes by, and of none that cannot be sorted', () => {
    const now = { by: 'name', descending: true };
    expect([ariaSort('name', now), ariaSort('at', now), ariaSort(undefined, now)]).toEqual([
      'descending',
      'none',
      undefined,
    ]);
  });
});

describe('keys in a table', () => {
  it('move along the rows and stop at its ends', () => {
    const moves = [
      ['ArrowDown', 0, 1],
      ['ArrowDown', 24, 24],
      ['ArrowUp', 0, 0],
      ['PageDown', 20, 24],
      ['PageUp', 12, 2],
      ['Home', 9, 0],
      ['End', 9, 24],
      ['Tab', 9, null],
    ] as const;
    for (const [key, from, to] of moves) expect(rowAfterKey(key, from, 25), key).toBe(to);
    expect(rowAfterKey('End', 0, 0)).toBeNull();
  });
});

describe('a tree', () => {
  const leaf = (key: string): TreeRow<string> => ({ key, row: key });
  const tree: TreeRow<string>[] = [
    { key: 'a', row: 'a', children: [{ key: 'a1', row: 'a1', children: [leaf('a1x'), leaf('a1y')] }, leaf('a2')] },
    leaf('b'),
  ];
  it('shows what lies below open rows only, each with its place among its own', () => {
    expect(flatten(tree, new Set()).map(({ key }) => key)).toEqual(['a', 'b']);
    const rows = flatten(tree, new Set(['a', 'a1']));
    expect(rows.map(({ key, level, position, siblings }) => [key, level, position, siblings])).toEqual([
      ['a', 1, 1, 2],
      ['a1', 2, 1, 2],
      ['a1x', 3, 1, 2],
      ['a1y', 3, 2, 2],
      ['a2', 2, 2, 2],
      ['b', 1, 2, 2],
    ]);
    expect(rows.map(({ isOpen }) => isOpen)).toEqual([true, true, null, null, null, null]);
    expect(rows.map(({ parent }) => parent)).toEqual([null, 'a', 'a1', 'a1', 'a', null]);
  });
  it('keeps a branch folded whose parent is closed', () => {
    expect(flatten(tree, new Set(['a1'])).map(({ key }) => key)).toEqual(['a', 'b']);
  });
  it('is unfolded down to a level', () => {
    expect(keysDownTo(tree, 0)).toEqual([]);
    expect(keysDownTo(tree, 1)).toEqual(['a']);
    expect(keysDownTo(tree, 2)).toEqual(['a', 'a1']);
  });
});
