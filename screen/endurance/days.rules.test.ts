import { describe, expect, it } from 'vitest';
import { isNightAt, isSwapped, newestTurn } from './days.rules.ts';
import { ORBIT_PX, orbitAt } from './orbit.rules.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);

describe("a wall's day", () => {
  it('turns at 04:00 in Shanghai', () => {
    expect(newestTurn(at('2026-11-24T03:59:59'))).toBe(at('2026-11-23T04:00:00'));
    expect(newestTurn(at('2026-11-24T04:00:00'))).toBe(at('2026-11-24T04:00:00'));
    expect(newestTurn(at('2026-11-24T23:00:00'))).toBe(at('2026-11-24T04:00:00'));
  });
  it('swaps the sides of the header at its turn, and back at the next', () => {
    const sides = ['24T03:59', '24T04:00', '25T03:59', '25T04:00'].map((t) => isSwapped(at(`2026-11-${t}:00`)));
    expect(sides).toEqual([!sides[1], sides[1], sides[1], !sides[1]]);
  });
  it('has its night from 22:00 to 06:00', () => {
    expect(
      ['21:59:59', '22:00:00', '02:00:00', '05:59:59', '06:00:00'].map((t) => isNightAt(at(`2026-11-24T${t}`))),
    ).toEqual([false, true, true, true, false]);
  });
});

describe('the orbit', () => {
  const start = at('2026-11-24T10:00:00');
  const seconds = Array.from({ length: 1200 }, (_, s) => orbitAt(start + s * 1000));
  const between = (a: number, b: number) =>
    Math.hypot((seconds[a]?.x ?? 0) - (seconds[b]?.x ?? 0), (seconds[a]?.y ?? 0) - (seconds[b]?.y ?? 0));

  it('stays within 8 px, in whole pixels, and reaches all four sides', () => {
    for (const { x, y } of seconds) {
      expect([x, y].every(Number.isInteger)).toBe(true);
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(ORBIT_PX + 0.75);
    }
    expect(new Set(seconds.map(({ x }) => x))).toEqual(new Set(Array.from({ length: 17 }, (_, i) => i - 8)));
    expect(new Set(seconds.map(({ y }) => y)).size).toBe(17);
  });
  it('never goes further than 8 px in a minute', () => {
    for (let s = 0; s + 60 < seconds.length; s += 1) expect(between(s, s + 60)).toBeLessThanOrEqual(8);
  });
  it('moves by one pixel at a time', () => {
    for (let s = 0; s + 1 < seconds.length; s += 1) expect(between(s, s + 1)).toBeLessThan(1.5);
  });
});
