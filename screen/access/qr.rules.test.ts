import { expect, it } from 'vitest';
import { drawQr, QUIET } from './qr.rules.ts';

it('draws a QR code with its three finders and a quiet zone', () => {
  const { size, path } = drawQr('otpauth://totp/%E7%8E%84%E6%AD%A6:zhao?secret=JBSWY3DPEHPK3PXP');
  const dark = (x: number, y: number): boolean =>
    [...path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)].some(
      ([, left, top, width]) => Number(top) === y && x >= Number(left) && x < Number(left) + Number(width),
    );
  const modules = size - 2 * QUIET;
  expect((modules - 17) % 4).toBe(0);
  for (const [x, y] of [
    [QUIET, QUIET],
    [size - QUIET - 7, QUIET],
    [QUIET, size - QUIET - 7],
  ] as const) {
    const side = Array.from({ length: 7 }, (_, i) => dark(x + i, y));
    expect(side.every(Boolean)).toBe(true);
    expect(dark(x + 1, y + 1)).toBe(false);
    expect(dark(x + 3, y + 3)).toBe(true);
  }
  for (let i = 0; i < size; i += 1) expect(dark(i, QUIET - 1) || dark(QUIET - 1, i)).toBe(false);
});
