import { expect, it } from 'vitest';
import { pictureState } from './picture.rules.ts';

it('passes for the present for ten seconds, whatever the line does', () => {
  expect(pictureState('open', 1000, 0, 11_000)).toBe('alive');
  expect(pictureState('lost', 1000, 0, 11_000)).toBe('alive');
  expect(pictureState('open', 1000, 0, 11_001)).toBe('silent');
});
it('waits as long for the first frame before it says that there is none', () => {
  expect(pictureState('connecting', null, 0, 10_000)).toBe('waiting');
  expect(pictureState('open', null, 0, 10_001)).toBe('never');
});
it('shows nothing once it may not', () => {
  expect(pictureState('not-permitted', 1000, 0, 1001)).toBe('not-permitted');
  expect(pictureState('not-found', null, 0, 0)).toBe('not-found');
});
