import { expect, it } from 'vitest';
import { newestWins } from './newestWins.ts';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

it('skips what came while it was busy, and never misses the newest', async () => {
  const done: number[] = [];
  let release = (): void => undefined;
  const wheel = newestWins<number>(async (n) => {
    await new Promise<void>((resolve) => (release = resolve));
    done.push(n);
  });
  for (const n of [1, 2, 3, 4]) wheel.put(n);
  release();
  await settled();
  release();
  await settled();
  expect(done).toEqual([1, 4]);
  wheel.put(5);
  wheel.put(6);
  wheel.forget();
  release();
  await settled();
  expect(done).toEqual([1, 4, 5]);
});

it('goes on after something failed', async () => {
  const done: number[] = [];
  const wheel = newestWins<number>(async (n) => {
    if (n === 1) throw new Error('no picture');
    done.push(n);
  });
  wheel.put(1);
  wheel.put(2);
  await settled();
  expect(done).toEqual([2]);
});
