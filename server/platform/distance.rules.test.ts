import { expect, it } from 'vitest';
import { metresBetween } from './distance.rules.ts';

it('a minute of latitude is a nautical mile, one of longitude as much less as the parallel is shorter', () => {
  const here = { lon: 118.79, lat: 32.05 };
  expect(metresBetween(here, { ...here, lat: here.lat + 1 / 60 })).toBeCloseTo(1853.25, 0);
  expect(metresBetween(here, { ...here, lon: here.lon + 1 / 60 })).toBeCloseTo(
    1853.25 * Math.cos((32.05 * Math.PI) / 180),
    0,
  );
  expect(metresBetween(here, here)).toBe(0);
});
