import { afterEach, expect, it, vi } from 'vitest';
import { keepReturn, takeReturn } from './returnTo.ts';

const kept = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});
afterEach(() => kept.clear());

it('a wall goes back to where it was before the first of several casts, once', () => {
  keepReturn('/wall/projects', '/street/1');
  keepReturn('/street/1', '/project/2');
  expect(takeReturn()).toBe('/wall/projects');
  expect(takeReturn()).toBeNull();
});

it('a wall that loads anew on the page cast to it goes back to the carousel', () => {
  keepReturn('/street/1', '/street/1');
  expect(takeReturn()).toBe('/wall');
});
