import { expect, it } from 'vitest';
import { beginOfStep, nextSpan } from './jobs.rules.ts';

const MINUTE = 60_000;

it('a long step is halved down to one bucket, a short one doubled up to a bound', () => {
  expect(nextSpan(MINUTE)).toBe(30);
  expect(nextSpan(MINUTE, 30, 40)).toBe(30);
  expect(nextSpan(MINUTE, 30, 200)).toBe(15);
  expect(nextSpan(MINUTE, 1, 200)).toBe(1);
  expect(nextSpan(MINUTE, 30, 10)).toBe(60);
  expect(nextSpan(MINUTE, 200, 10)).toBe(240);
});

it('a bucket that holds more begins with fewer', () => {
  const firsts = [1, 10, 60, 1440].map((minutes) => nextSpan(minutes * MINUTE));
  expect(firsts).toEqual([...firsts].sort((a, b) => b - a));
  expect(nextSpan(30 * 1440 * MINUTE)).toBe(1);
});

it('a step over readings takes its span, one over nothing goes back to the newest reading or the beginning', () => {
  const stretch = { since: 0, to: 100 * MINUTE, bucketMs: MINUTE };
  expect(beginOfStep(stretch, 99.5 * MINUTE, 30)).toBe(70 * MINUTE);
  expect(beginOfStep(stretch, 40.5 * MINUTE, 30)).toBe(41 * MINUTE);
  expect(beginOfStep(stretch, 40 * MINUTE, 30)).toBe(41 * MINUTE);
  expect(beginOfStep(stretch, null, 30)).toBe(0);
});
