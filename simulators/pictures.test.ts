import { describe, expect, it } from 'vitest';
import { evidenceOf, PictureLoops } from './pictures.ts';

describe('pictures', () => {
  it('are JPEGs of 10 to 20 KB, the same each time, kept once drawn', () => {
    const loops = new PictureLoops();
    const first = loops.pictureOf(1, 3, 'day');
    expect([first[0], first[1]]).toEqual([0xff, 0xd8]);
    expect(first.length).toBeGreaterThan(5_000);
    expect(first.length).toBeLessThan(20_000);
    expect(loops.pictureOf(1, 3, 'day')).toBe(first);
    expect(loops.pictureOf(1, 4, 'day')).not.toEqual(first);
    expect(new PictureLoops().pictureOf(1, 3, 'day')).toEqual(first);
  });

  it('put the box inside the picture', () => {
    for (let step = 0; step < 24; step += 8) {
      const [left, top, right, bottom] = evidenceOf('truck', 0, step, 'night').box;
      expect(left).toBeGreaterThan(0);
      expect(right - left).toBeGreaterThan(40);
      expect(top).toBeGreaterThan(0);
      expect(right).toBeLessThan(480);
      expect(bottom).toBeLessThan(270);
    }
  });
});
