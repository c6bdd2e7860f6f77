import { expect, it } from 'vitest';
import { expectFlat, growthOf, type HeapSample } from './heap.ts';

/** Twenty samples with the noise of a real page: collections that come late leave up to 300 KiB behind. */
const samples = (growth: number): HeapSample[] =>
  Array.from({ length: 20 }, (_, i) => ({ ticks: i * 500, kib: 20_000 + (growth * i) / 2 + ((i * 7919) % 11) * 27 }));

it('takes noise for noise', () => {
  expect(Math.abs(growthOf(samples(0)))).toBeLessThan(15);
  expectFlat(samples(0));
});
it('finds a leak of 60 bytes a tick in the same noise', () => {
  expect(growthOf(samples(60))).toBeGreaterThan(45);
  expect(() => expectFlat(samples(60))).toThrow(/grows by/);
});
it('is not misled by a cache that fills once', () => {
  const filled = samples(0).map(({ ticks, kib }) => ({ ticks, kib: kib + (ticks > 500 ? 2_000 : 0) }));
  expectFlat(filled);
});
it('does not pass what was never measured', () => {
  expect(() => expectFlat([])).toThrow();
});
