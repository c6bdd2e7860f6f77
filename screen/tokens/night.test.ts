import { expect, it } from 'vitest';
import { colours } from './colours.ts';
import { tokenCss } from './install.ts';
import { dimmed, luminance, nightColours, NIGHT_SHARE } from './night.ts';

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

it.each(nightColours)('%s gives off at most 85 %% of its light at night and can still be read', (name, hex) => {
  const share = luminance(hex) / luminance(colours[name]);
  expect(share).toBeLessThanOrEqual(NIGHT_SHARE);
  expect(share).toBeGreaterThan(NIGHT_SHARE - 0.03);
  expect(contrast(hex, colours.s2)).toBeGreaterThanOrEqual(4.5);
});

it('are in the sheet for walls at night', () => {
  expect(tokenCss()).toContain(`:root[data-night]{--t1:${dimmed(colours.t1, NIGHT_SHARE)};`);
});
