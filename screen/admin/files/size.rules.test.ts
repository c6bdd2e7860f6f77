import { expect, it } from 'vitest';
import { sizeText } from './size.rules.ts';

it('tells a file’s size in KB, from a megabyte on in MB, and a single byte is not nothing', () => {
  expect([1, 1536, 1024 * 1024 - 1, 1024 * 1024, 52_428_800].map(sizeText)).toEqual([
    ...['1 KB', '2 KB', '1024 KB', '1.0 MB', '50.0 MB'],
  ]);
});
