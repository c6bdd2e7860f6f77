import { expect, it } from 'vitest';
import { MAX_UNSENT_BYTES, nextStep } from './cameras.rules.ts';

const frame = (at: number) => ({ at, jpeg: Buffer.alloc(3) });

it('the newest frame is sent once, and waits while a viewer is full', () => {
  const [first, second] = [frame(1000), frame(2000)];
  expect(nextStep(undefined, undefined, 0)).toBe('wait');
  expect(nextStep(first, undefined, 0)).toEqual({ send: first });
  expect(nextStep(first, first, 0)).toBe('wait');
  expect(nextStep(second, first, MAX_UNSENT_BYTES)).toEqual({ send: second });
  expect(nextStep(second, first, MAX_UNSENT_BYTES + 1)).toBe('wait');
});

it('a frame of the same millisecond, or from before a clock was set back, is a frame too', () => {
  const sent = frame(1000);
  for (const at of [1000, 400]) {
    const newest = frame(at);
    expect(nextStep(newest, sent, 0)).toEqual({ send: newest });
  }
});
