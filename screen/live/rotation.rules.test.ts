import { expect, it } from 'vitest';
import { ROTATION_MS, rowsShown } from './rotation.rules.ts';

const rows = [1, 2, 3, 4, 5, 6, 7];
const at = (page: number): number => page * ROTATION_MS;

it('shows all rows where there is room for them, whatever the time', () => {
  expect(rowsShown(rows, 7, at(1))).toEqual(rows);
  expect(rowsShown(rows, 20, at(3), 1)).toEqual(rows);
  expect(rowsShown([], 4, 0)).toEqual([]);
});

it('turns the rows over every twelve seconds, every page full, and begins anew', () => {
  const pages = [0, 1, 2, 3].map((page) => rowsShown(rows, 3, at(page)));
  expect(pages).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [5, 6, 7],
    [1, 2, 3],
  ]);
});

it('keeps the pinned ones in their place', () => {
  const pages = [0, 1, 2].map((page) => rowsShown(rows, 4, at(page), 1));
  expect(pages).toEqual([
    [1, 2, 3, 4],
    [1, 5, 6, 7],
    [1, 2, 3, 4],
  ]);
  expect(rowsShown(rows, 1, at(1), 1)).toEqual([1]);
});
