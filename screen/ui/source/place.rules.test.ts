import { expect, it } from 'vitest';
import { placeBeside } from './place.rules.ts';

const screen = { width: 1180, height: 820 };
const card = { width: 384, height: 300 };
const asked = (left: number, top: number) => ({ left, top, width: 120, height: 80 });

it('stands beneath what was asked', () =>
  expect(placeBeside(asked(40, 100), card, screen)).toEqual({ left: 40, top: 188 }));
it('stands above it at the foot of the screen', () => expect(placeBeside(asked(40, 700), card, screen).top).toBe(392));
it('stays inside at the right edge and on a small screen', () => {
  expect(placeBeside(asked(1100, 100), card, screen).left).toBe(788);
  expect(placeBeside(asked(20, 200), card, { width: 390, height: 400 })).toEqual({ left: 8, top: 92 });
});
