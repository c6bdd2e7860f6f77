import { expect, it } from 'vitest';
import { surfaceOf } from './surface.ts';

it('picks the layout by the shape of the screen', () => {
  expect(surfaceOf(1920, 1080)).toBe('wall');
  expect(surfaceOf(3840, 2160)).toBe('wall');
  expect(surfaceOf(3840, 1080)).toBe('wide');
  expect(surfaceOf(1920, 1200)).toBe('wall');
  expect(surfaceOf(1180, 820)).toBe('tablet');
  expect(surfaceOf(390, 844)).toBe('phone');
});
